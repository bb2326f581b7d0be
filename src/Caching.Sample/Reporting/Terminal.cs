using System.Text;

namespace Caching.Sample.Reporting;

/// <summary>Writes to the console: with colours and a progress bar on a terminal, else plain text.</summary>
internal sealed class Terminal
{
    private readonly bool _animated =
        !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
    private readonly bool _coloured;

    public Terminal()
    {
        // See no-color.org: any value but the empty one turns colours off.
        _coloured = _animated && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        Console.OutputEncoding = Encoding.UTF8;
    }

    public static void Error(string message) => Console.Error.WriteLine($"caching-sample: {message}");

    public void Write(string text, ConsoleColor? colour = null)
    {
        if (colour is null || !_coloured)
        {
            Console.Write(text);
            return;
        }

        Console.ForegroundColor = colour.Value;
        Console.Write(text);
        Console.ResetColor();
    }

    public void Line(string text = "", ConsoleColor? colour = null)
    {
        Write(text, colour);
        Console.WriteLine();
    }

    public void Heading(string text)
    {
        Line();
        Line(text, ConsoleColor.Cyan);
    }

    public void Fact(string name, string value)
    {
        Write($"  {name, -13}", ConsoleColor.Cyan);
        Line(value);
    }

    public ProgressBar Progress(string label) => new(this, label, _animated);
}
