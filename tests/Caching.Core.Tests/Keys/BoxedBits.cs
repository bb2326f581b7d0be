namespace Caching.Core.Tests.Keys;

/// <summary>Asks the bits of a type about boxed values.</summary>
internal abstract class BoxedBits
{
    public static BoxedBits Of(Type type) => Make(BitTypes.Of(type)!);

    public static BoxedBits Of(ArgumentEncoder encoder) => Make(BitTypes.Of(encoder)!);

    public abstract bool Same(object? a, object? b);

    public abstract int Hash(object? value);

    public abstract bool CanBeSame(object? value);

    public static BoxedBits Make(Type bits) =>
        (BoxedBits)Activator.CreateInstance(typeof(Boxed<>).MakeGenericType(bits))!;

    private sealed class Boxed<TBits> : BoxedBits
        where TBits : struct, IBits<TBits>
    {
        public override bool Same(object? a, object? b) => TBits.Unbox(a).Same(TBits.Unbox(b));

        public override int Hash(object? value) => TBits.Unbox(value).Hash();

        public override bool CanBeSame(object? value) => TBits.CanBeSame(TBits.Unbox(value));
    }
}
