using System.Diagnostics.CodeAnalysis;
using Caching.Sample.Database;

namespace Caching.Sample;

internal sealed record TourOptions(string Database, string? Redis, bool Fresh, bool Help)
{
    public const string Usage = """
        A tour of Caching over a real SQLite database.

        dotnet run --project src/Caching.Sample [-- options]

          --database PATH   keep the catalogue in this file (default: in the temporary folder)
          --redis SERVER    cache in Redis instead of this process, such as --redis localhost:6379; everything under
                            the prefix caching-sample is cleared there first. Options of StackExchange.Redis may
                            follow the server: "localhost:6379,password=..."
          --fresh           create the catalogue anew, even if the file exists
          -h, --help        print this and end

        Exit codes: 0 the tour ran, if need be without Redis, 1 the database or Redis can't be used,
        2 wrong options, 130 interrupted.
        NO_COLOR turns colours off; they and the progress bar appear on a terminal only.
        """;

    public static bool TryParse(
        ReadOnlySpan<string> arguments,
        [NotNullWhen(true)] out TourOptions? options,
        [NotNullWhen(false)] out string? mistake
    )
    {
        options = null;
        mistake = null;
        var read = new TourOptions(CatalogueFile.DefaultPath, Redis: null, Fresh: false, Help: false);
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--fresh":
                    read = read with { Fresh = true };
                    break;
                case "-h" or "--help":
                    read = read with { Help = true };
                    break;
                case "--database" when i + 1 < arguments.Length && arguments[i + 1] is [not '-', ..] path:
                    read = read with { Database = Path.GetFullPath(path) };
                    i++;
                    break;
                case "--database":
                    mistake = "--database needs a path";
                    return false;
                case "--redis":
                    var server = ++i < arguments.Length ? arguments[i] : "";
                    mistake = MistakeIn(server);
                    if (mistake is not null)
                    {
                        return false;
                    }

                    read = read with { Redis = server };
                    break;
                default:
                    mistake = $"unknown option '{arguments[i]}'";
                    return false;
            }
        }

        options = read;
        return true;
    }

    // No message repeats the text, which may hold a password.
    private static string? MistakeIn(string server)
    {
        if (server.Trim() is "" or ['-', ..])
        {
            return "--redis needs a server, such as localhost:6379";
        }

        try
        {
            new CachingBuilder().UseRedis("redis", server);
            return null;
        }
        catch (ArgumentException failure)
        {
            return $"--redis: {failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}";
        }
    }
}
