namespace Caching;

/// <summary>What the flow of control carries while it is inside a load.</summary>
/// <remarks>
/// Work that a load starts without waiting for it keeps the ticket as long as it runs. The flight is taken out of it
/// when it lands: nothing waits inside a load that is over, and its value isn't kept alive.
/// </remarks>
internal sealed class LoadTicket(Flight flight)
{
    private Flight? _flight = flight;

    /// <summary>Gets the flight, as long as it is in the air.</summary>
    public Flight? Flight => Volatile.Read(ref _flight);

    public void Void() => Volatile.Write(ref _flight, null);
}
