using System.Linq.Expressions;

namespace Caching;

/// <summary>A type-safe target as written: outer parameters are the invalidating method's, the inner lambda is the call.</summary>
internal sealed record TargetDraft(Type Service, LambdaExpression Expression, bool Exact);
