namespace Caching.Redis;

/// <summary>How a Redis backend behaves; every value has a default that suits most.</summary>
/// <remarks>Set while the container is configured, read when it is built; not thread-safe.</remarks>
public sealed class RedisCacheOptions
{
    /// <summary>Gets or sets how long a caller waits for the server before it goes on without it.</summary>
    /// <value>The default is 250 milliseconds.</value>
    /// <remarks>With a borrowed multiplexer, synchronous calls wait as long as that one's own <c>SyncTimeout</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is less than 10 milliseconds.</exception>
    public TimeSpan Budget
    {
        get;
        set =>
            field =
                value >= TimeSpan.FromMilliseconds(10)
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(Budget),
                        value,
                        $"A budget of {value} is over before a server can answer; write 10 milliseconds or more."
                    );
    } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Gets or sets the longest time that an entry lives; a longer one is cut to it. An invalidation that can't be
    /// carried out is kept for so long, as nothing older can be left after it.
    /// </summary>
    /// <value>The default is 7 days.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is zero or less.</exception>
    public TimeSpan MaxTtl
    {
        get;
        set => field = Guard.Ttl(value, nameof(MaxTtl));
    } = TimeSpan.FromDays(7);

    /// <summary>Gets or sets how many bytes an entry may have, before and after compression.</summary>
    /// <value>The default is 16 MiB. A larger value isn't stored.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is less than 1 024.</exception>
    public int MaxPayload
    {
        get;
        set => field = Guard.AtLeast(value, 1024, "A payload limit", nameof(MaxPayload));
    } = 16 * 1024 * 1024;

    /// <summary>Gets or sets what turns values into bytes.</summary>
    /// <value>The default is <see cref="JsonCacheSerializer"/> with its own defaults.</value>
    public ICacheSerializer Serializer
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(Serializer));
    } = new JsonCacheSerializer();

    /// <summary>Gets or sets how large payloads are compressed.</summary>
    /// <value>The default, <see langword="null"/>, compresses nothing.</value>
    public CacheCompression? Compression { get; set; }

    /// <summary>
    /// Gets or sets how many members the log of invalidations keeps per bucket. A load that takes longer than it
    /// reaches back isn't stored.
    /// </summary>
    /// <value>The default is 4 096, which takes about half a megabyte.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is less than 16.</exception>
    public int LogCapacity
    {
        get;
        set => field = Guard.AtLeast(value, 16, "A log capacity", nameof(LogCapacity));
    } = 4096;

    /// <summary>Gets or sets into how many buckets, and so slots, the keys are divided.</summary>
    /// <value>
    /// The default, <see langword="null"/>, is 64 on a cluster and 1 elsewhere. All processes of an application need
    /// the same number; another one there is a configuration error.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is less than 1.</exception>
    public int? Buckets
    {
        get;
        set => field = value is { } number ? Guard.AtLeast(number, 1, "A number of buckets", nameof(Buckets)) : null;
    }

    /// <summary>Gets or sets how long a process remembers what it invalidated, to do it again after a promotion.</summary>
    /// <value>The default is 60 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is zero or less.</exception>
    public TimeSpan ReplayWindow
    {
        get;
        set => field = Guard.Ttl(value, nameof(ReplayWindow));
    } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets what to do when another primary answers, or the same one restarted.</summary>
    /// <value>The default is <see cref="OnDataLoss.ReplayRecent"/>.</value>
    public OnDataLoss OnDataLoss { get; set; }

    /// <summary>Gets or sets how many operations may be unanswered past their time before no more are sent.</summary>
    /// <value>The default is 1 024.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is less than 1.</exception>
    public int MaxAbandoned
    {
        get;
        set => field = Guard.AtLeast(value, 1, "A limit of abandoned operations", nameof(MaxAbandoned));
    } = 1024;

    /// <summary>
    /// Gets or sets whether replies are read on threads of their own, so that synchronous callers on pool threads can't
    /// keep each other's replies from being read. It holds for every multiplexer that the process connects from then on.
    /// </summary>
    /// <value>The default is <see langword="true"/>. A borrowed multiplexer isn't touched.</value>
    public bool DedicatedThreads { get; set; } = true;

    /// <summary>Gets or sets how often the client looks for operations past their time.</summary>
    /// <value>The default is 100 milliseconds; a caller waits at most this much longer than its budget.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is zero or less.</exception>
    public TimeSpan HeartbeatInterval
    {
        get;
        set => field = Guard.Ttl(value, nameof(HeartbeatInterval));
    } = TimeSpan.FromMilliseconds(100);
}
