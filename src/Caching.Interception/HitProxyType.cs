using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Caching.Interception;

/// <summary>Emits one type of <see cref="HitProxyTypes"/>.</summary>
internal sealed class HitProxyType
{
    private static readonly MethodInfo As = typeof(Unsafe).GetMethod(nameof(Unsafe.As), 1, [typeof(object)])!;

    private readonly TypeBuilder _type;
    private readonly FieldBuilder _hits;

    private HitProxyType(TypeBuilder type)
    {
        _type = type;
        _hits = type.DefineField("__hits", typeof(DirectHits[]), FieldAttributes.Private | FieldAttributes.InitOnly);
    }

    public static Type Emit(ModuleBuilder module, string name, Type proxy, IReadOnlyList<HitMethod> methods)
    {
        var type = new HitProxyType(module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed, proxy));
        foreach (var constructor in proxy.GetConstructors())
        {
            type.EmitConstructor(constructor);
        }

        foreach (var service in methods.Select(static method => method.Service.DeclaringType!).Distinct())
        {
            type._type.AddInterfaceImplementation(service);
        }

        for (var i = 0; i < methods.Count; i++)
        {
            type.EmitMethod(methods[i], i);
        }

        return type._type.CreateType();
    }

    private void EmitConstructor(ConstructorInfo constructor)
    {
        Type[] parameters = [.. constructor.GetParameters().Select(static parameter => parameter.ParameterType)];
        var il = _type
            .DefineConstructor(
                MethodAttributes.Public,
                CallingConventions.HasThis,
                [.. parameters, typeof(DirectHits[])]
            )
            .GetILGenerator();
        Load(il, parameters.Length + 1);
        il.Emit(OpCodes.Call, constructor);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg, (short)(parameters.Length + 1));
        il.Emit(OpCodes.Stfld, _hits);
        il.Emit(OpCodes.Ret);
    }

    // return __hits[index].Find(arguments) is { } entry ? entry's value : base.Method(arguments);
    private void EmitMethod(HitMethod hit, int index)
    {
        var (service, method, shape, hits) = hit;
        Type[] parameters = [.. method.GetParameters().Select(static parameter => parameter.ParameterType)];
        var il = Implement(service, parameters);
        var otherwise = il.DefineLabel();
        var arguments = LoadArguments(il, hits.Arguments);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, _hits);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Call, As.MakeGenericMethod(hits.GetType()));
        il.Emit(OpCodes.Ldloca, arguments);
        var find = hits.GetType().GetMethod(nameof(DirectHits<,>.Find))!;
        il.Emit(OpCodes.Call, find);
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Brfalse, otherwise);
        il.Emit(OpCodes.Call, ResultOf(find.ReturnType, shape));
        il.Emit(OpCodes.Ret);
        il.MarkLabel(otherwise);
        il.Emit(OpCodes.Pop);
        Load(il, parameters.Length + 1);
        il.Emit(OpCodes.Call, method);
        il.Emit(OpCodes.Ret);
    }

    // Explicitly, so that reflection and dynamic calls find Castle's method with all that describes it.
    private ILGenerator Implement(MethodInfo service, Type[] parameters)
    {
        var own = _type.DefineMethod(
            $"{service.DeclaringType}.{service.Name}",
            MethodAttributes.Private
                | MethodAttributes.Virtual
                | MethodAttributes.Final
                | MethodAttributes.NewSlot
                | MethodAttributes.HideBySig,
            service.ReturnType,
            parameters
        );
        _type.DefineMethodOverride(own, service);
        return own.GetILGenerator();
    }

    private static void Load(ILGenerator il, int count)
    {
        for (var i = 0; i < count; i++)
        {
            il.Emit(OpCodes.Ldarg, (short)i);
        }
    }

    private static LocalBuilder LoadArguments(ILGenerator il, Type type)
    {
        var levels = new Stack<Type>();
        for (; type.IsGenericType; type = type.GetGenericArguments()[^1])
        {
            levels.Push(type);
            if (type.GetGenericArguments() is [var bits, _])
            {
                il.Emit(OpCodes.Ldarg, (short)levels.Count);
                il.Emit(OpCodes.Newobj, bits.GetConstructors()[0]);
            }
        }

        il.Emit(OpCodes.Ldloc, il.DeclareLocal(type));
        foreach (var level in levels)
        {
            il.Emit(OpCodes.Newobj, level.GetConstructors()[0]);
            type = level;
        }

        var arguments = il.DeclareLocal(type);
        il.Emit(OpCodes.Stloc, arguments);
        return arguments;
    }

    private static MethodInfo ResultOf(Type entry, ReturnShape shape) =>
        entry
            .GetProperty(
                shape switch
                {
                    ReturnShape.TaskOfT => nameof(Entry<>.Task),
                    ReturnShape.ValueTaskOfT => nameof(Entry<>.ValueTask),
                    _ => nameof(Entry<>.Content),
                }
            )!
            .GetMethod!;
}
