using System.Diagnostics;

namespace Caching.Interception;

/// <summary>Chooses the interceptor that goes with a plan's shape of return.</summary>
internal static class PlanInterceptors
{
    public static PlanInterceptor Create(MethodPlan plan) =>
        plan switch
        {
            GenericMethodPlan generic => new GenericMethodInterceptor(generic),
            MethodPlan<NoResult> { Shape: ReturnShape.Void } none => new VoidInterceptor(none, scope: null),
            MethodPlan<NoResult> { Shape: ReturnShape.Task } none => new TaskInterceptor(none, scope: null),
            MethodPlan<NoResult> { Shape: ReturnShape.ValueTask } none => new ValueTaskInterceptor(none, scope: null),
            { Shape: ReturnShape.Value } => Create(typeof(SyncInterceptor<>), plan),
            { Shape: ReturnShape.TaskOfT } => Create(typeof(TaskInterceptor<>), plan),
            { Shape: ReturnShape.ValueTaskOfT } => Create(typeof(ValueTaskInterceptor<>), plan),
            _ => throw new UnreachableException($"{plan.Method} has no interceptor for {plan.Shape}."),
        };

    // Once per method and process of planning, never per call.
    private static PlanInterceptor Create(Type definition, MethodPlan plan) =>
        (PlanInterceptor)Activator.CreateInstance(definition.MakeGenericType(plan.ResultType), plan, null)!;
}
