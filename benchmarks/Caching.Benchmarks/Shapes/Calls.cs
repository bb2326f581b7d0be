using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Shapes;

public readonly struct Nothing : ICall<IShapes, Quote>
{
    public static Quote On(IShapes service) => service.Nothing();
}

public readonly struct Text : ICall<IShapes, Quote>
{
    public static Quote On(IShapes service) => service.Text("EUR");
}

public readonly struct LongText : ICall<IShapes, Quote>
{
    private static readonly string Value = new('x', 200);

    public static Quote On(IShapes service) => service.Text(Value);
}

public readonly struct Enumeration : ICall<IShapes, Quote>
{
    public static Quote On(IShapes service) => service.Day(DayOfWeek.Friday);
}

public readonly struct Id : ICall<IShapes, Quote>
{
    private static readonly Guid Value = new("0b1d6c3e-2f59-4f0a-9d0e-6f9f1f6f7a10");

    public static Quote On(IShapes service) => service.Id(Value);
}

public readonly struct Price : ICall<IShapes, Quote>
{
    public static Quote On(IShapes service) => service.Price(19.99m);
}

public readonly struct Moment : ICall<IShapes, Quote>
{
    private static readonly DateTimeOffset Value = new(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(1));

    public static Quote On(IShapes service) => service.Moment(Value);
}

public readonly struct Optional : ICall<IShapes, Quote>
{
    public static Quote On(IShapes service) => service.Optional(7);
}

public readonly struct Six : ICall<IShapes, Quote>
{
    private static readonly Guid Value = new("0b1d6c3e-2f59-4f0a-9d0e-6f9f1f6f7a10");

    public static Quote On(IShapes service) => service.Six(7, "EUR", true, 11, Value, DayOfWeek.Friday);
}

public readonly struct Map : ICall<IShapes, Quote>
{
    private static readonly Dictionary<string, int> Value = new() { ["page"] = 1, ["size"] = 20 };

    public static Quote On(IShapes service) => service.Map(Value);
}

public readonly struct GenericMethod : ICall<IShapes, Quote>
{
    public static Quote On(IShapes service) => service.Generic<Quote>(7);
}
