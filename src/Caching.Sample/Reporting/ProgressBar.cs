namespace Caching.Sample.Reporting;

/// <summary>A bar that grows in one line of a terminal; elsewhere its label alone, once.</summary>
internal sealed class ProgressBar : IProgress<double>, IDisposable
{
    private const int Width = 30;
    private readonly Terminal _terminal;
    private readonly string _label;
    private readonly bool _animated;

    public ProgressBar(Terminal terminal, string label, bool animated)
    {
        (_terminal, _label, _animated) = (terminal, label, animated);
        if (animated)
        {
            Report(0);
        }
        else
        {
            terminal.Line(label);
        }
    }

    public void Report(double value)
    {
        if (_animated)
        {
            var full = (int)(value * Width);
            _terminal.Write($"\r{_label} [{new string('#', full)}{new string('.', Width - full)}] {value, 4:P0}");
        }
    }

    public void Dispose()
    {
        if (_animated)
        {
            _terminal.Line();
        }
    }
}
