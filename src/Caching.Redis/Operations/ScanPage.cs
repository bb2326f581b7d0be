using System.Globalization;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>One step of a scan over a server: the entries that it found, and where the next step begins.</summary>
internal sealed record ScanPage(
    IServer Server,
    GlobMatcher Glob,
    string Cursor,
    IReadOnlyList<(Bucket Bucket, string Key)> Found
)
{
    private const string End = "0";

    // A step of this size takes the server about as long as a few plain operations.
    private const int Step = 100;

    private bool _isFirst;

    /// <summary>Gets whether the scan goes on.</summary>
    public bool HasMore => _isFirst || Cursor != End;

    /// <summary>What stands before the first step.</summary>
    public static ScanPage First(IServer server, string glob) => new(server, new(glob), End, []) { _isFirst = true };

    public async Task<ScanPage> NextAsync(RedisSession session) =>
        Read(
            session,
            await Server
                .ExecuteAsync(session.Database.Database, "SCAN", Arguments(session), RedisSession.Flags)
                .ConfigureAwait(false)
        );

    public ScanPage Next(RedisSession session) =>
        Read(session, Server.Execute(session.Database.Database, "SCAN", Arguments(session), RedisSession.Flags));

    /// <summary>The found entries' keys, in batches of one slot each.</summary>
    public IEnumerable<RedisKey[]> Batches() =>
        from entry in Found
        group entry.Bucket.Entry(entry.Key) by entry.Bucket into inBucket
        from some in inBucket.Chunk(Step)
        select some;

    private object[] Arguments(RedisSession session) =>
        [
            Cursor,
            "MATCH",
            (byte[])session.Keys.Matching(Glob.Text)!,
            "COUNT",
            Step.ToString(CultureInfo.InvariantCulture),
        ];

    private ScanPage Read(RedisSession session, RedisResult answer)
    {
        var parts = (RedisResult[])answer!;
        var found =
            from name in (string[])parts[1]!
            let entry = session.Keys.Read(name)
            where entry is not null && Glob.IsMatch(entry.Value.Key)
            select entry.Value;
        return new(Server, Glob, (string)parts[0]!, [.. found]);
    }
}
