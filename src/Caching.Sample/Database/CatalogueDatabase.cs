using Microsoft.Data.Sqlite;

namespace Caching.Sample.Database;

/// <summary>Runs SQL on the catalogue and tells <paramref name="onQuery"/> of every statement that really runs.</summary>
/// <remarks>Safe for any number of threads: each statement has a pooled connection of its own.</remarks>
internal sealed class CatalogueDatabase(string path, Action onQuery)
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        DefaultTimeout = CatalogueFile.TimeoutSeconds,
    }.ToString();

    public IReadOnlyList<T> Query<T>(
        string sql,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<(string Name, object Value)> parameters
    )
    {
        onQuery();
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    // SQLite runs in the caller's process and thread; on the pool it is as asynchronous as a server would be.
    public Task<IReadOnlyList<T>> QueryAsync<T>(
        string sql,
        Func<SqliteDataReader, T> read,
        CancellationToken cancellationToken,
        params (string Name, object Value)[] parameters
    ) => Task.Run(() => Query(sql, read, parameters), cancellationToken);

    public Task ExecuteAsync(
        string sql,
        CancellationToken cancellationToken,
        params (string Name, object Value)[] parameters
    ) => QueryAsync(sql, row => row.FieldCount, cancellationToken, parameters);
}
