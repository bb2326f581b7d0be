using System.Diagnostics;
using Autofac;

namespace Caching.Redis.Tests.Faults;

/// <summary>What <see cref="FewThreadsTests"/> starts as a program.</summary>
internal static class FewThreads
{
    public const string Argument = "few-threads";

    private const int Callers = 500;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    // A busy machine may stand still for a while; callers that starve each other wait for each other for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [Argument, var address, .. var more])
        {
            await Console.Error.WriteLineAsync("Run the tests with dotnet test.");
            return 1;
        }

        await using var host = new FaultHost(
            address,
            options =>
            {
                options.DedicatedThreads = more.Length == 0;
                options.Budget = Patience;
            }
        );
        await host.Container.InitializeCachingAsync();
        if (!ThreadPool.SetMinThreads(2, 2) || !ThreadPool.SetMaxThreads(2, 2))
        {
            await Console.Error.WriteLineAsync("The pool can't be made that small.");
            return 2;
        }

        var end = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => end.SetResult(Run(host))) { IsBackground = true }.Start();
        return await end.Task;
    }

    private static int Run(FaultHost host)
    {
        if (!All(host, "misses") || host.Target.Calls != Callers)
        {
            return Failed(host, "as misses");
        }

        var isRight = All(host, "hits") && host.Target.Calls == Callers && host.Lines("BackendFails") == 0;
        return isRight ? 0 : Failed(host, "as hits");
    }

    private static bool All(FaultHost host, string what)
    {
        using var left = new CountdownEvent(Callers);
        var begun = Stopwatch.GetTimestamp();
        for (var id = 0; id < Callers; id++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                own =>
                {
                    host.Read(own);
                    left.Signal();
                },
                id,
                preferLocal: false
            );
        }

        var isOver = left.Wait(Limit);
        Console.WriteLine(
            $"{Callers - left.CurrentCount} {what} in {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:0} ms"
        );
        return isOver;
    }

    private static int Failed(FaultHost host, string when)
    {
        Console.Error.WriteLine($"{when}: {host.Target.Calls} loads. {host.AllTexts()}");
        Environment.Exit(3);
        return 3;
    }
}
