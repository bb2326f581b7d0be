using System.Diagnostics;
using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;

namespace Caching.Redis.Tests.Faults;

/// <summary>Synchronous callers on the only two threads of the pool, in a program of their own as it is the process's.</summary>
[NonParallelizable]
public sealed class FewThreadsTests
{
    [Test]
    public async Task Five_hundred_synchronous_callers_on_two_pool_threads_all_come_to_an_end()
    {
        Needs.Redis();
        await using var server = await RedisProcess.StartAsync();
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            ["exec", typeof(FewThreads).Assembly.Location, FewThreads.Argument, server.EndPoint.ToString()]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_PROCESSOR_COUNT"] = "2" },
        };

        using var program = Process.Start(start)!;
        var errors = program.StandardError.ReadToEndAsync();
        var output = await program.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await program.WaitForExitAsync();

        TestContext.Out.WriteLine(output);
        Assert.That(program.ExitCode, Is.Zero, $"{output}{await errors}");
        Assert.That(output, Does.Contain("500 misses").And.Contain("500 hits"));
    }
}
