using System.Linq.Expressions;

namespace Caching;

/// <summary>Reads arguments out of the array of a call, with the types that somebody wrote down for them.</summary>
internal static class ArgumentAccess
{
    /// <summary>Tells whether a value of one declared type can be handed to a parameter of another without loss.</summary>
    public static bool CanPass(Type declared, Type wanted) =>
        declared.ContainsGenericParameters
            ? wanted == typeof(object) // what closes a generic method isn't known yet
            : wanted.IsAssignableFrom(declared);

    public static Expression Read(Expression arguments, int index, Type declared, Type wanted) =>
        Typed(Expression.ArrayIndex(arguments, Expression.Constant(index)), declared, wanted);

    /// <summary>Unboxes a value as declared, then converts it as wanted.</summary>
    public static Expression Typed(Expression boxed, Type declared, Type wanted)
    {
        if (declared.ContainsGenericParameters || wanted == typeof(object))
        {
            return boxed;
        }

        var value = Expression.Convert(boxed, declared);
        return declared == wanted ? value : Expression.Convert(value, wanted);
    }
}
