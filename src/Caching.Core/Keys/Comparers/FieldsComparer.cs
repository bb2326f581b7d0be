namespace Caching;

/// <summary>Records, tuples and structs that can't change, by their fields. A value of a derived type is equal to none.</summary>
internal sealed class FieldsComparer<T>(Func<T, T, bool> same, Func<T, int> hash) : BitComparer
{
    public override bool Equals(object? a, object? b) =>
        ReferenceEquals(a, b) || (IsOwn(a) && IsOwn(b) && same((T)a!, (T)b!));

    public override int GetHashCode(object? a) => IsOwn(a) ? hash((T)a!) : 0;

    public override bool Compares(object? value) => value is null || IsOwn(value);

    private static bool IsOwn(object? value) => value is not null && value.GetType() == typeof(T);
}
