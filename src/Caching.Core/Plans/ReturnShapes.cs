using System.Reflection;

namespace Caching;

/// <summary>Reads the return shape off a method.</summary>
internal static class ReturnShapes
{
    public static (ReturnShape Shape, Type ResultType) Of(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type.IsGenericType)
        {
            var definition = type.GetGenericTypeDefinition();
            if (definition == typeof(Task<>))
            {
                return (ReturnShape.TaskOfT, type.GetGenericArguments()[0]);
            }

            if (definition == typeof(ValueTask<>))
            {
                return (ReturnShape.ValueTaskOfT, type.GetGenericArguments()[0]);
            }
        }

        return type switch
        {
            _ when type == typeof(void) => (ReturnShape.Void, typeof(NoResult)),
            _ when type == typeof(Task) => (ReturnShape.Task, typeof(NoResult)),
            _ when type == typeof(ValueTask) => (ReturnShape.ValueTask, typeof(NoResult)),
            _ => (ReturnShape.Value, type),
        };
    }

    public static bool IsAsynchronous(this ReturnShape shape) => shape is not (ReturnShape.Void or ReturnShape.Value);
}
