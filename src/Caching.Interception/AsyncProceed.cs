using System.Runtime.CompilerServices;
using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>The business call behind an asynchronous method, taken out of the invocation while that still runs.</summary>
/// <remarks>
/// The call may be made on another thread, while the caller's thread still takes its task out of the invocation: one of
/// them would get the other's task. And once the interceptor has returned, Castle's <c>Proceed</c> would enter it again.
/// A copy, which nobody else sees, keeps both apart: it stays where the invocation stood among the interceptors.
/// </remarks>
internal readonly struct AsyncProceed(IInvocation invocation)
{
    private readonly IInvocation _invocation = (IInvocation)MemberwiseClone(invocation);

    /// <summary>Makes the business call.</summary>
    /// <typeparam name="TReturn">The task type that the method returns.</typeparam>
    /// <exception cref="InvalidOperationException">Thrown when the method returned no task.</exception>
    public TReturn Invoke<TReturn>()
    {
        _invocation.Proceed();
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
