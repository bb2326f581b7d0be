using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Caching.Core.ModelChecks.Rewriting;

/// <summary>A line that is taken out of the library, to see that a check would notice.</summary>
/// <param name="Type">The type whose method loses it.</param>
/// <param name="Method">The method; of an asynchronous one its state machine is meant.</param>
/// <param name="Edit">What is done to the method; whether anything was found to be done.</param>
public sealed record SeededBug(string Type, string Method, Func<MethodBody, bool> Edit)
{
    public static SeededBug WithoutCall(string type, string method, string callee, object? result = null) =>
        new(type, method, body => TakeOutCall(body, callee, result));

    public static SeededBug WithoutBody(string type, string method) => new(type, method, ReturnDefault);

    /// <summary>The first time the method asks for a parameter, it gets a constant.</summary>
    public static SeededBug WithConstant(string type, string method, string parameter, bool value) =>
        new(type, method, body => Fix(body, parameter, value));

    /// <summary>Seeds it into an assembly file.</summary>
    /// <exception cref="InvalidOperationException">Thrown when the line isn't there any more.</exception>
    public void SeedInto(string assembly)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        using var module = ModuleDefinition.ReadModule(
            assembly,
            new ReaderParameters { InMemory = true, AssemblyResolver = resolver }
        );
        var type =
            module.Types.SingleOrDefault(each => each.Name == Type)
            ?? throw new InvalidOperationException($"There is no {Type} any more: seed the bug elsewhere.");
        var bodies = type.Methods.Where(IsMeant).Select(method => method.Body).ToList();
        bodies.AddRange(
            from machine in type.NestedTypes
            where machine.Name.StartsWith($"<{Method}>", StringComparison.Ordinal)
            from method in machine.Methods
            where method.Name == "MoveNext"
            select method.Body
        );
        if (!bodies.Any(Edit))
        {
            throw new InvalidOperationException($"{Type}.{Method} has changed: seed the bug elsewhere.");
        }

        module.Write(assembly);
    }

    private bool IsMeant(MethodDefinition method) => method.Name == Method && method.HasBody;

    // The call's arguments are popped, and a constant takes the place of what it returned.
    private static bool TakeOutCall(MethodBody body, string callee, object? result)
    {
        var calls = body.Instructions.Where(each => each.Operand is MethodReference called && called.Name == callee);
        foreach (var call in calls.ToList())
        {
            var called = (MethodReference)call.Operand;
            var pops = called.Parameters.Count + (called.HasThis ? 1 : 0) - (result is Receiver ? 1 : 0);
            var il = body.GetILProcessor();
            var next = call.Next;
            (call.OpCode, call.Operand) = (pops > 0 ? OpCodes.Pop : OpCodes.Nop, null);
            for (var i = 1; i < pops; i++)
            {
                il.InsertBefore(next, il.Create(OpCodes.Pop));
            }

            if (called.ReturnType.MetadataType != MetadataType.Void && result is not Receiver)
            {
                il.InsertBefore(next, Constant(il, result));
            }

            return true;
        }

        return false;
    }

    private static bool Fix(MethodBody body, string parameter, bool value)
    {
        var index = body.Method.Parameters.Single(each => each.Name == parameter).Index + (body.Method.HasThis ? 1 : 0);
        var asked = body.Instructions.First(each => ArgumentOf(each) == index);
        (asked.OpCode, asked.Operand) = (value ? OpCodes.Ldc_I4_1 : OpCodes.Ldc_I4_0, null);
        return true;
    }

    private static int ArgumentOf(Instruction instruction) =>
        instruction.OpCode.Code switch
        {
            Code.Ldarg_0 => 0,
            Code.Ldarg_1 => 1,
            Code.Ldarg_2 => 2,
            Code.Ldarg_3 => 3,
            Code.Ldarg or Code.Ldarg_S => ((ParameterDefinition)instruction.Operand).Index + 1,
            _ => -1,
        };

    private static Instruction Constant(ILProcessor il, object? result) =>
        result switch
        {
            bool flag => il.Create(flag ? OpCodes.Ldc_I4_1 : OpCodes.Ldc_I4_0),
            long number => il.Create(OpCodes.Ldc_I8, number),
            _ => il.Create(OpCodes.Ldnull),
        };

    private static bool ReturnDefault(MethodBody body)
    {
        var type = body.Method.ReturnType;
        body.ExceptionHandlers.Clear();
        body.Instructions.Clear();
        body.Variables.Clear();
        body.InitLocals = true;
        body.Variables.Add(new VariableDefinition(type));
        var il = body.GetILProcessor();
        il.Emit(OpCodes.Ldloca, body.Variables[0]);
        il.Emit(OpCodes.Initobj, type);
        il.Emit(OpCodes.Ldloc_0);
        il.Emit(OpCodes.Ret);
        return true;
    }

    /// <summary>Stands for the object that the call was made on, as what it returned.</summary>
    public sealed record Receiver;
}
