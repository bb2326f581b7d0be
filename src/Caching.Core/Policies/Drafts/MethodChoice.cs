using System.Linq.Expressions;

namespace Caching;

/// <summary>How code names a method of a service: by a call, or by name with all its overloads.</summary>
internal sealed record MethodChoice(string? Name, LambdaExpression? Call)
{
    public static MethodChoice Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name, Call: null);
    }

    public static MethodChoice Called(LambdaExpression call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new(Name: null, call);
    }
}
