using System.Runtime.CompilerServices;
using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>The business call behind an asynchronous method, taken out of the invocation while that still runs.</summary>
/// <remarks>
/// Castle's <c>Proceed</c> re-enters the interceptor once the first await is over, hence the proceed info. And the call
/// may be made on another thread while the caller's thread still takes its task out of the same invocation; one of them
/// would get the other's task. A copy of the invocation, which nobody else sees, keeps them apart.
/// </remarks>
internal readonly struct AsyncProceed
{
    private readonly IInvocation _invocation;
    private readonly IInvocationProceedInfo _rest;

    public AsyncProceed(IInvocation invocation)
    {
        _invocation = (IInvocation)MemberwiseClone(invocation);
        _rest = _invocation.CaptureProceedInfo();
    }

    /// <summary>Makes the business call.</summary>
    /// <typeparam name="TReturn">The task type that the method returns.</typeparam>
    /// <exception cref="InvalidOperationException">Thrown when the method returned no task.</exception>
    public TReturn Invoke<TReturn>()
    {
        _rest.Invoke();
        return _invocation.ReturnValue is TReturn returned ? returned : throw NoTask();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(MemberwiseClone))]
    private static extern object MemberwiseClone(object instance);

    private InvalidOperationException NoTask()
    {
        var method = _invocation.Method;
        var target = _invocation.TargetType ?? method.DeclaringType!;
        return new InvalidOperationException(
            $"{FriendlyNames.Of(method)} of {FriendlyNames.Of(target)} returned null instead of a "
                + $"{FriendlyNames.Of(method.ReturnType)}; an asynchronous method must return a task."
        );
    }
}
