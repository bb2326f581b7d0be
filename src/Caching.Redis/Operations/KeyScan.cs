namespace Caching.Redis;

/// <summary>Removes the entries whose keys match a glob, by looking at every key of every primary that has some.</summary>
/// <remarks>
/// In small steps, so that other clients never wait for long. It is over when all primaries were scanned to their ends
/// and no slot moved meanwhile; a slot that moves could carry an entry past the scan.
/// </remarks>
internal sealed class KeyScan(RedisCalls calls, string backend)
{
    private const int Rounds = 3;

    public async ValueTask<long> RemoveAsync(
        string glob,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        var removed = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var before = await SlotsAsync(cancellationToken).ConfigureAwait(false);
            foreach (var primary in before.Primaries)
            {
                var page = ScanPage.First(primary, glob);
                while (page.HasMore)
                {
                    page = await calls
                        .RunAsync(
                            "scan",
                            null,
                            page,
                            static (session, page) => page.NextAsync(session),
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    removed += await UnlinkAsync(page, cancellationToken).ConfigureAwait(false);
                    progress?.Report(removed);
                }
            }

            if (before.IsAsIn(await SlotsAsync(cancellationToken).ConfigureAwait(false)))
            {
                return removed;
            }
        }

        throw SlotsMove();
    }

    /// <inheritdoc cref="RemoveAsync"/>
    public long Remove(string glob)
    {
        var removed = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var before = Slots();
            foreach (var primary in before.Primaries)
            {
                var page = ScanPage.First(primary, glob);
                while (page.HasMore)
                {
                    page = calls.Run("scan", null, page, static (session, page) => page.Next(session));
                    removed += page.Batches()
                        .Sum(keys =>
                            calls.Run(
                                "unlink",
                                null,
                                keys,
                                static (session, keys) => session.Database.KeyDelete(keys, RedisSession.Flags)
                            )
                        );
                }
            }

            if (before.IsAsIn(Slots()))
            {
                return removed;
            }
        }

        throw SlotsMove();
    }

    private async ValueTask<long> UnlinkAsync(ScanPage page, CancellationToken cancellationToken)
    {
        var sent = page.Batches()
            .Select(keys =>
                calls
                    .RunAsync(
                        "unlink",
                        null,
                        keys,
                        static (session, keys) => session.Database.KeyDeleteAsync(keys, RedisSession.Flags),
                        cancellationToken
                    )
                    .AsTask()
            )
            .ToArray();
        return (await Task.WhenAll(sent).ConfigureAwait(false)).Sum();
    }

    private ValueTask<SlotMap> SlotsAsync(CancellationToken cancellationToken) =>
        calls.RunAsync("scan", null, 0, static (session, _) => SlotMap.ReadAsync(session), cancellationToken);

    private SlotMap Slots() => calls.Run("scan", null, 0, static (session, _) => SlotMap.Read(session));

    private CacheConnectionException SlotsMove() =>
        new(
            $"Backend \"{backend}\" moved slots while they were scanned, {Rounds} times. The invalidation is tried again "
                + "in the background.",
            backend
        );
}
