using System.Runtime.CompilerServices;
using System.Text;

namespace Caching;

/// <summary>Names types the way C# writes them, with namespaces.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(char)] = "char",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
    };

    private static readonly ConditionalWeakTable<Type, string> Known = [];

    /// <summary>Gets C#'s own word for a type, such as <c>int</c>; <see langword="null"/> where it has none.</summary>
    public static string? KeywordOf(Type type) => Keywords.GetValueOrDefault(type);

    public static string Of(Type type) => Known.GetValue(type, Write);

    private static string Write(Type type)
    {
        var name = new StringBuilder();
        Append(name, type);
        return name.ToString();
    }

    private static void Append(StringBuilder name, Type type)
    {
        if (KeywordOf(type) is { } keyword)
        {
            name.Append(keyword);
        }
        else if (type.IsGenericParameter)
        {
            name.Append(type.DeclaringMethod is null ? "!" : "!!").Append(type.GenericParameterPosition);
        }
        else if (type.HasElementType)
        {
            Append(name, type.GetElementType()!);
            name.Append(Suffix(type));
        }
        else if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            Append(name, underlying);
            name.Append('?');
        }
        else
        {
            AppendNamed(name, type);
        }
    }

    private static string Suffix(Type type) =>
        type.IsByRef ? "&"
        : type.IsPointer ? "*"
        : type.IsSZArray ? "[]"
        : type.GetArrayRank() == 1 ? "[*]"
        : "[" + new string(',', type.GetArrayRank() - 1) + "]";

    private static void AppendNamed(StringBuilder name, Type type)
    {
        // The arguments of a nested type repeat those of the types around it.
        var arguments = type.GetGenericArguments();
        var path = new Stack<Type>();
        for (var part = type; part is not null; part = part.DeclaringType)
        {
            path.Push(part);
        }

        var outermost = path.Peek();
        if (!string.IsNullOrEmpty(outermost.Namespace))
        {
            name.Append(KeyEscaping.Escape(outermost.Namespace)).Append('.');
        }
        else if (Keywords.ContainsValue(outermost.Name))
        {
            // A type named @int outside every namespace isn't int.
            name.Append('.');
        }

        var taken = 0;
        foreach (var part in path)
        {
            taken = AppendPart(name, part, arguments, taken);
        }
    }

    private static int AppendPart(StringBuilder name, Type part, Type[] arguments, int taken)
    {
        if (part.IsNested)
        {
            name.Append('+');
        }

        var arity = part.GetGenericArguments().Length;
        var tick = arity > taken ? part.Name.LastIndexOf('`') : -1;
        name.Append(KeyEscaping.Escape(tick < 0 ? part.Name : part.Name[..tick]));
        for (var index = taken; index < arity; index++)
        {
            name.Append(index == taken ? '<' : ',');
            Append(name, arguments[index]);
        }

        if (arity > taken)
        {
            name.Append('>');
        }

        return arity;
    }
}
