using System.Reflection;

namespace Caching;

/// <summary>Calls one method in the background: on a service of its own, with copies of a call's arguments.</summary>
/// <remarks>The arguments are of types that can't change (<see cref="Snapshots"/>), so that copying the array will do.</remarks>
internal sealed class BackgroundMethod<T>(MethodInfo method, ReturnShape shape, IServiceSource source)
{
    private readonly int[] _tokens =
    [
        .. method
            .GetParameters()
            .Where(parameter => parameter.ParameterType == typeof(CancellationToken))
            .Select(parameter => parameter.Position),
    ];

    public BackgroundCall<T> Of(object?[] arguments) => new Call(this, [.. arguments]);

    private async Task<T> RunAsync(BackgroundLoad load, object?[] arguments)
    {
        foreach (var index in _tokens)
        {
            arguments[index] = load.Token;
        }

        var lease = Open(load);
        await using (lease.ConfigureAwait(false))
        {
            try
            {
                return await InvokeAsync(lease.Service, arguments).ConfigureAwait(false);
            }
            finally
            {
                // The scope doesn't end under a call that ignores its deadline.
                await load.WhenCallHasEndedAsync().ConfigureAwait(false);
            }
        }
    }

    private IServiceLease Open(BackgroundLoad load)
    {
        load.IsUnresolved = true;
        var lease = source.Open();
        load.IsUnresolved = false;
        return lease;
    }

    private async Task<T> InvokeAsync(object service, object?[] arguments)
    {
        var returned = method.Invoke(service, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        return shape switch
        {
            ReturnShape.TaskOfT => await ((Task<T>)returned!).ConfigureAwait(false),
            ReturnShape.ValueTaskOfT => await ((ValueTask<T>)returned!).ConfigureAwait(false),
            _ => (T)returned!,
        };
    }

    private sealed class Call(BackgroundMethod<T> method, object?[] arguments) : BackgroundCall<T>
    {
        public override object? Owner => method.Source;

        public override Task<T> RunAsync(BackgroundLoad load) => method.RunAsync(load, arguments);
    }

    private IServiceSource Source => source;
}
