using System.Diagnostics;
using System.Net;
using StackExchange.Redis;

namespace Caching.Redis.Servers;

/// <summary>A server of its own process on the loopback address, with a temporary folder of its own.</summary>
/// <remarks>A test can kill it, stop its answers and start it again. It is gone at the latest when this program is.</remarks>
public abstract class ServerProcess : IAsyncDisposable
{
    private const int Attempts = 5;
    private const string PortIsTaken = "already in use";

    private Process? _process;

    private protected ServerProcess() => Folder = Reaper.NewFolder();

    /// <summary>The port, the same after <see cref="RestartAsync"/>.</summary>
    public int Port { get; private set; }

    /// <summary>The address, the same after <see cref="RestartAsync"/>.</summary>
    public IPEndPoint EndPoint => new(IPAddress.Loopback, Port);

    /// <summary>The process that was started, the leader of the group to which signals go.</summary>
    public int Pid => Running.Id;

    /// <summary>What the server, or the tool that starts it, has printed.</summary>
    public string Output => File.Exists(OutputFile) ? File.ReadAllText(OutputFile) : "";

    private protected string Folder { get; }

    private string OutputFile => Path.Combine(Folder, "output.log");

    private Process Running => _process ?? throw new InvalidOperationException("This server isn't running.");

    /// <summary>Kills the server (SIGKILL), stopped or not, and returns when it is gone.</summary>
    public void Kill()
    {
        if (_process is null)
        {
            return;
        }

        Signals.Kill(_process.Id);
        _process.WaitForExit();
        Reaper.Forget(_process.Id);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Lets the server stand still (SIGSTOP): connections stay open and nothing answers.</summary>
    public void StopAnswering() => Signals.Stop(Pid);

    /// <summary>Lets the server go on after <see cref="StopAnswering"/> (SIGCONT): it answers what came meanwhile.</summary>
    public void GoOn() => Signals.Continue(Pid);

    /// <summary>Starts the server again on the same port, empty; kills it first where it runs.</summary>
    public async Task RestartAsync()
    {
        Kill();
        foreach (var snapshot in Directory.EnumerateFiles(Folder, "*.rdb"))
        {
            File.Delete(snapshot); // a replica keeps what it got from its primary
        }

        await Polling.UntilAsync(TryLaunchAsync, $"port {Port} is free again").ConfigureAwait(false);
    }

    /// <summary>Whether the server answers at all.</summary>
    public async Task<bool> AnswersAsync() =>
        await ServerWire.AskAsync(Port, "PING").ConfigureAwait(false)
            is "PONG"
                or ['-', 'N', 'O', 'A', 'U', 'T', 'H', ..];

    /// <summary>Runs <c>redis-cli</c> against this server.</summary>
    /// <returns>What it printed, without the last line break.</returns>
    /// <exception cref="InvalidOperationException">Thrown when the server answers with an error, or not at all.</exception>
    public Task<string> CliAsync(params string[] arguments) => RedisCli.RunAsync(Port, arguments);

    /// <summary>Connects with the right to use administrative commands.</summary>
    public async Task<ConnectionMultiplexer> ConnectAsync() =>
        await ConnectionMultiplexer
            .ConnectAsync(new ConfigurationOptions { EndPoints = { EndPoint }, AllowAdmin = true })
            .ConfigureAwait(false);

    /// <summary>Kills the server and removes its folder.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Kill();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The program and its arguments.</summary>
    private protected abstract IReadOnlyList<string> CommandLine();

    private protected virtual string WorkingDirectory => Folder;

    /// <summary>Whether what answers on the port is this server, not another that took the port.</summary>
    private protected virtual Task<bool> IsOursAsync() => Task.FromResult(true);

    /// <summary>Starts the server on a free port, on another one where somebody else took it meanwhile.</summary>
    private protected async Task LaunchAsync()
    {
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                Port = TakePort();
                if (await TryLaunchAsync().ConfigureAwait(false))
                {
                    return;
                }
            }

            throw new InvalidOperationException($"{Attempts} ports were taken: {Output}");
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private protected virtual int TakePort() => Ports.Take();

    private async Task<bool> TryLaunchAsync()
    {
        // exec keeps the process id, a session is a process group, and a file needs nobody here to read it.
        var start = new ProcessStartInfo(
            "setsid",
            ["sh", "-c", """exec "$@" >"$0" 2>&1 </dev/null""", OutputFile, .. CommandLine()]
        )
        {
            WorkingDirectory = WorkingDirectory,
        };
        _process = Process.Start(start)!;
        Reaper.Hold(_process.Id);
        await WaitUntilUpOrGoneAsync().ConfigureAwait(false);
        if (!_process.HasExited)
        {
            return true;
        }

        Kill();
        return Output.Contains(PortIsTaken, StringComparison.OrdinalIgnoreCase)
            ? false
            : throw new InvalidOperationException($"{GetType().Name} ended at once: {Output}");
    }

    private async Task WaitUntilUpOrGoneAsync()
    {
        try
        {
            await Polling.UntilAsync(IsUpOrGoneAsync, $"{GetType().Name} answers on port {Port}").ConfigureAwait(false);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}. It said: {Output}", late);
        }
    }

    private async Task<bool> IsUpOrGoneAsync() =>
        Running.HasExited || (await AnswersAsync().ConfigureAwait(false) && await IsOursAsync().ConfigureAwait(false));
}
