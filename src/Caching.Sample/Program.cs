using System.Globalization;
using Autofac;
using Caching;
using Caching.Sample;
using Caching.Sample.Database;
using Caching.Sample.Reporting;
using Caching.Sample.Shop;
using Microsoft.Data.Sqlite;

// The tour reads the same everywhere.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (!TourOptions.TryParse(args, out var options, out var mistake))
{
    Terminal.Error($"{mistake}; try --help");
    return 2;
}

var terminal = new Terminal();
if (options.Help)
{
    terminal.Line(TourOptions.Usage);
    return 0;
}

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupt.Cancel();
};

try
{
    if (options.Fresh || !File.Exists(options.Database))
    {
        using var progress = terminal.Progress($"Creating a catalogue of {CatalogueFile.Rows:N0} products");
        CatalogueFile.Create(options.Database, progress, interrupt.Token);
    }

    CatalogueFile.Check(options.Database);
    terminal.Line($"{CatalogueFile.Rows:N0} products in {options.Database}");
    terminal.Line("The first call of a kind also pays for compiling its code; the summary has the medians.");

    using var meter = new CacheMeter();
    var database = new CatalogueDatabase(options.Database, () => Call.Current?.AddQuery());
    var builder = new ContainerBuilder();
    builder.RegisterModule(new ShopModule(database, options.Redis));
    builder.RegisterInstance(terminal);
    builder.RegisterInstance(TimeProvider.System);
    builder.RegisterType<CallLog>().SingleInstance();
    builder.RegisterType<RedisStart>();
    builder.RegisterType<Tour>();
    await using var container = builder.Build();

    var isCached = options.Redis is null || await container.Resolve<RedisStart>().TryAsync(interrupt.Token);
    await container.Resolve<Tour>().RunAsync(isCached, interrupt.Token);

    terminal.Heading("What is cached, and how: container.DescribeCaching()");
    terminal.Line(container.DescribeCaching().TrimEnd());
    terminal.Heading("Summary");
    new Summary(container.Resolve<CallLog>().Calls).Print(terminal);
    return 0;
}
catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
{
    Terminal.Error("interrupted");
    return 130;
}
catch (CacheConfigurationException failure)
{
    var problems = failure.Problems.Select(problem => problem.ToString().ReplaceLineEndings(" "));
    Terminal.Error($"can't cache as configured: {string.Join(' ', problems)}");
    return 1;
}
catch (Exception failure)
    when (failure is SqliteException or IOException or InvalidDataException or UnauthorizedAccessException)
{
    var cause = failure.Message.ReplaceLineEndings(" ").TrimEnd('.');
    Terminal.Error(
        $"can't use the database {options.Database}: {cause}; replace it with --fresh, or choose another file with --database"
    );
    return 1;
}
