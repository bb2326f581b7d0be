using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Caching.Redis.Servers;

/// <summary>Sends a signal to a process group, so that it reaches a server that a tool started as its child, too.</summary>
internal static class Signals
{
    private const int SigKill = 9;
    private const int NoSuchProcess = 3;

    private static readonly int SigStop = OperatingSystem.IsLinux() ? 19 : 17;
    private static readonly int SigCont = OperatingSystem.IsLinux() ? 18 : 19;

    public static void Kill(int group) => Send(group, SigKill);

    public static void Stop(int group) => Send(group, SigStop);

    public static void Continue(int group) => Send(group, SigCont);

    private static void Send(int group, int signal)
    {
        if (NativeKill(-group, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not NoSuchProcess)
        {
            throw new Win32Exception(error);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int pid, int signal);
}
