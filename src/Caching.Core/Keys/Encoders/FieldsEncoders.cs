using System.Reflection;
using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Builds the encoders of records, tuples and structs.</summary>
internal static class FieldsEncoders
{
    private const BindingFlags OwnFields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static bool Knows(Type type) =>
        (type.IsValueType && !type.IsPrimitive) || IsRecordClass(type) || IsTuple(type);

    public static ArgumentEncoder? Create(Type type, EncoderFactory factory, out string reason)
    {
        var isTuple = IsTuple(type);
        var fields = AllFields(type);
        var writers = Array.CreateInstance(typeof(FieldWriter<>).MakeGenericType(type), fields.Count);
        for (var index = 0; index < fields.Count; index++)
        {
            var field = fields[index];
            var name = NameOf(field);
            if (Find(field, factory, out reason) is not { } encoder)
            {
                reason = $"its field '{name}' of type {MethodSignature.TypeName(field.FieldType)} can't be: {reason}";
                return null;
            }

            var writer = typeof(FieldWriter<,>).MakeGenericType(type, field.FieldType);
            var lead = (index > 0 ? $"{KeyText.Separator}" : "") + (isTuple ? "" : KeyEscaping.Escape(name) + "=");
            writers.SetValue(Activator.CreateInstance(writer, lead, field, encoder), index);
        }

        reason = "";
        var kind = type.IsValueType ? typeof(StructEncoder<>) : typeof(RecordEncoder<>);
        return EncoderFactory.New(kind, [type], writers, isTuple);
    }

    private static ArgumentEncoder? Find(FieldInfo field, EncoderFactory factory, out string reason)
    {
        if (field.IsDefined(typeof(FixedBufferAttribute), inherit: false))
        {
            reason = "it is a fixed buffer, whose elements aren't fields";
            return null;
        }

        return factory.Find(field.FieldType, out reason);
    }

    // The base's fields first, each type's in the order of their declaration.
    public static List<FieldInfo> AllFields(Type type)
    {
        var fields = type.BaseType is { } parent ? AllFields(parent) : [];
        fields.AddRange(type.GetFields(OwnFields).OrderBy(field => field.MetadataToken));
        return fields;
    }

    private static string NameOf(FieldInfo field) =>
        field.Name.StartsWith('<') && field.Name.IndexOf('>', StringComparison.Ordinal) is var end and > 1
            ? field.Name[1..end]
            : field.Name;

    private static bool IsRecordClass(Type type) =>
        type.IsClass && type.GetMethod("<Clone>$", BindingFlags.Instance | BindingFlags.Public, []) is not null;

    private static bool IsTuple(Type type) =>
        typeof(ITuple).IsAssignableFrom(type) && type.Namespace == "System"
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));
}
