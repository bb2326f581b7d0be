using System.Runtime.CompilerServices;
using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>The business call behind an asynchronous method, which may be made when its interceptor has long returned.</summary>
/// <remarks>
/// The call may be made on another thread, while the caller's thread still takes its task out of the invocation: one of
/// them would get the other's task. And once the interceptor has returned, Castle's <c>Proceed</c> would enter it again.
/// A copy, which nobody else sees, keeps both apart: it is put where the invocation stood among the interceptors. Who joins
/// another caller's load makes none.
/// </remarks>
internal readonly struct AsyncProceed(IInvocation invocation)
{
    private readonly IInvocation _invocation = invocation;
    private readonly int _position = PositionOf((AbstractInvocation)invocation);

    /// <summary>Makes the business call.</summary>
    /// <typeparam name="TReturn">The task type that the method returns.</typeparam>
    /// <exception cref="InvalidOperationException">Thrown when the method returned no task.</exception>
    public TReturn Invoke<TReturn>() => Invoke<TReturn>(Copy());

    /// <summary>Makes the business call with another token in the place of the caller's, where it takes one.</summary>
    /// <inheritdoc cref="Invoke{TReturn}()"/>
    public TReturn Invoke<TReturn>(CancellationToken token)
    {
        var copy = Copy();
        var index = Array.FindIndex(
            copy.Method.GetParameters(),
            static parameter => parameter.ParameterType == typeof(CancellationToken)
        );
        if (index >= 0)
        {
            // The array is still the caller's: interceptors outside see it, and may call again.
            ref var arguments = ref ArgumentsOf(copy);
            arguments = [.. arguments];
            arguments[index] = token;
        }

        return Invoke<TReturn>(copy);
    }

    private TReturn Invoke<TReturn>(AbstractInvocation copy)
    {
        copy.Proceed();
        return copy.ReturnValue is TReturn returned ? returned : throw NoTask();
    }

    private AbstractInvocation Copy()
    {
        var copy = (AbstractInvocation)MemberwiseClone(_invocation);
        PositionOf(copy) = _position;
        return copy;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "currentInterceptorIndex")]
    private static extern ref int PositionOf(AbstractInvocation invocation);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "arguments")]
    private static extern ref object[] ArgumentsOf(AbstractInvocation invocation);

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
