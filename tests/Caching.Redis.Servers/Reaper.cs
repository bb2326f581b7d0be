using System.Diagnostics;
using System.Globalization;

namespace Caching.Redis.Servers;

/// <summary>Ends the servers of this program, and removes their folders, however the program ends.</summary>
/// <remarks>
/// A handler of ProcessExit doesn't run when a test host is killed. So one shell reads from a pipe which servers there
/// are; the pipe closes with the program, whatever happened to it, and then the shell kills those of the last line.
/// </remarks>
internal static class Reaper
{
    // A session of its own: Ctrl+C in a terminal ends the program and mustn't end the shell before it.
    private const string Script = """
        while read -r line; do held=$line; done
        [ -n "$held" ] && kill -9 $held
        rm -rf -- "$1"
        """;

    private static readonly object Gate = new();
    private static readonly HashSet<int> Groups = [];
    private static string? _root;
    private static StreamWriter? _pipe;

    public static string NewFolder()
    {
        lock (Gate)
        {
            _root ??= Begin_NeedsLock();
            return Directory.CreateDirectory(Path.Combine(_root, Guid.NewGuid().ToString("N")[..8])).FullName;
        }
    }

    public static void Hold(int group)
    {
        lock (Gate)
        {
            Groups.Add(group);
            Tell_NeedsLock();
        }
    }

    public static void Forget(int group)
    {
        lock (Gate)
        {
            Groups.Remove(group);
            Tell_NeedsLock();
        }
    }

    private static string Begin_NeedsLock()
    {
        var root = Directory.CreateTempSubdirectory("redis-servers-").FullName;
        var shell = Process.Start(
            new ProcessStartInfo("setsid", ["sh", "-c", Script, "reaper", root])
            {
                RedirectStandardInput = true,
                UseShellExecute = false,
            }
        )!;
        _pipe = shell.StandardInput;
        _pipe.AutoFlush = true;
        return root;
    }

    // A negative number is a process group.
    private static void Tell_NeedsLock() =>
        _pipe!.WriteLine(string.Join(' ', Groups.Select(group => (-group).ToString(CultureInfo.InvariantCulture))));
}
