using System.Globalization;
using BenchmarkDotNet.Running;
using Caching.Benchmarks.Redis;
using Caching.Benchmarks.Reporting;
using Caching.Benchmarks.Running;

return args switch
{
    ["report", ..] => Report.Write(),
    ["gates", ..] => Gates.Print(),
    [OtherClientLoop.Verb, var port] => OtherClientLoop.Run(int.Parse(port, CultureInfo.InvariantCulture)),
    _ => Run(args),
};

static int Run(string[] args)
{
    var filters = args.SkipWhile(argument => argument is not ("--filter" or "-f"))
        .Skip(1)
        .TakeWhile(argument => !argument.StartsWith('-'))
        .ToList();
    var (anyNamed, succeeded) = Measurements.Run(filters);
    if (anyNamed && !Measurements.NamesBenchmarks(filters))
    {
        return succeeded ? 0 : 1;
    }

    var summaries = BenchmarkSwitcher
        .FromAssembly(typeof(BenchmarkSettings).Assembly)
        .Run(args, BenchmarkSettings.Create())
        .ToList();
    foreach (var summary in summaries.Where(summary => summary.BenchmarksCases.Length > 0))
    {
        RunTimes.Save(summary.BenchmarksCases[0].Descriptor.Type, summary.TotalTime);
    }

    // A row without a result means that its set-up failed; BenchmarkDotNet itself calls that a success.
    return
        succeeded
        && summaries.Count > 0
        && summaries.All(summary => summary.GetNumberOfExecutedBenchmarks() == summary.BenchmarksCases.Length)
        ? 0
        : 1;
}
