using System.Diagnostics;
using Caching.Core.ModelChecks.Models;
using Caching.Core.ModelChecks.Rewriting;
using Microsoft.Coyote;
using Microsoft.Coyote.SystematicTesting;

namespace Caching.Core.ModelChecks;

/// <summary>Runs a check over many schedules, the same ones each time.</summary>
internal static class ModelChecker
{
    public const uint Schedules = 1000;

    /// <summary>Returns what was found, or nothing; and how many schedules that took.</summary>
    public static (string? Bug, int Schedules) Explore(Type check, LibraryCopy assemblies, object[] arguments)
    {
        var configuration = Configuration
            .Create()
            .WithTelemetryEnabled(false)
            .WithTestingIterations(Schedules)
            .WithRandomGeneratorSeed(1)
            .WithDeadlockTimeout(30_000)
            .WithPotentialDeadlocksReportedAsBugs(true);
        var twin = assemblies.Twin(check, arguments);
        var run = twin.GetType().GetMethod(nameof(IModelCheck.RunAsync))!.CreateDelegate<Func<Task>>(twin);
        using var engine = TestingEngine.Create(configuration, run);
        var begun = Stopwatch.GetTimestamp();
        engine.Run();
        var report = engine.TestReport;
        var schedules = report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths;
        TestContext.Out.WriteLine(
            $"{schedules} schedules, {report.TotalExploredFairSteps} steps, {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s"
        );
        foreach (var uncontrolled in report.UncontrolledInvocations)
        {
            TestContext.Out.WriteLine($"uncontrolled: {uncontrolled}");
        }

        Assert.That(report.InternalErrors, Is.Empty);
        return (report.BugReports.FirstOrDefault(), schedules);
    }
}
