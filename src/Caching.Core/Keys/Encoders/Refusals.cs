using System.Collections;
using System.Linq.Expressions;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Says why values of a type can't be written into keys, each reason the end of a sentence.</summary>
internal static class Refusals
{
    /// <summary>Gives the reason for a type that looks encodable but isn't; <see langword="null"/> for all others.</summary>
    public static string? ReasonFor(Type type) =>
        type.IsByRef || type.IsByRefLike || type.IsPointer || type.IsFunctionPointer
            ? "it is a reference into memory, not a value"
        : type.ContainsGenericParameters ? "it has open type parameters"
        : type.IsArray && !type.IsSZArray ? "only arrays of one dimension that start at 0 are written"
        : type.IsDefined(typeof(InlineArrayAttribute), inherit: false)
            ? "it is an inline array, whose elements aren't fields"
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Vector<>) ? "its size depends on the machine"
        : null;

    /// <summary>Gives the reason for a type that has no encoder.</summary>
    public static string OfUnknown(Type type) =>
        type == typeof(object) ? "an object may be anything"
        : typeof(Delegate).IsAssignableFrom(type) || typeof(Expression).IsAssignableFrom(type)
            ? "code has no text that says what it does"
        : typeof(Stream).IsAssignableFrom(type) ? "reading a stream would use it up"
        : typeof(IQueryable).IsAssignableFrom(type) ? "enumerating a query would run it"
        : IsSequence(type)
            ? "enumerating it may use it up or run code; declare an array, IReadOnlyList or another collection"
        : typeof(Exception).IsAssignableFrom(type) || typeof(Task).IsAssignableFrom(type)
            ? "it has no value that could be written"
        : type.IsInterface ? "an interface says nothing about the values behind it"
        : type.IsAbstract ? "an abstract class says nothing about the values behind it"
        : "a class that isn't a record has an identity, not a value";

    private static bool IsSequence(Type type) =>
        typeof(IEnumerable).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));
}
