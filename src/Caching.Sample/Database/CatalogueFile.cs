using Microsoft.Data.Sqlite;

namespace Caching.Sample.Database;

/// <summary>The file of the catalogue: created once, checked each time.</summary>
internal static class CatalogueFile
{
    public const int Rows = 100_000;

    /// <summary>How long a statement waits for another program that has locked the file.</summary>
    public const int TimeoutSeconds = 3;

    private const int BatchRows = 5_000;

    // "CACHE" and a version; a file without it isn't ours, and one of another version has other columns.
    private const int Mark = 0x0CAC4E01;

    public static string DefaultPath => Path.Combine(Path.GetTempPath(), "caching-sample", "catalogue-1.db");

    /// <summary>Writes a new catalogue beside <paramref name="path"/> and moves it there when it is complete.</summary>
    /// <exception cref="IOException">Thrown when the folder can't be written.</exception>
    public static void Create(string path, IProgress<double> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():N}.unfinished";
        try
        {
            Fill(unfinished, progress, cancellationToken);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Checks that <paramref name="path"/> is a whole catalogue.</summary>
    /// <exception cref="InvalidDataException">Thrown when it is something else, or damaged.</exception>
    public static void Check(string path)
    {
        using var connection = Open(path, SqliteOpenMode.ReadWrite);
        if (!Equals(Scalar(connection, "PRAGMA user_version"), (long)Mark))
        {
            throw new InvalidDataException("the file isn't a catalogue of this tour");
        }

        if (!Equals(Scalar(connection, "PRAGMA quick_check(1)"), "ok"))
        {
            throw new InvalidDataException("the catalogue is damaged");
        }
    }

    private static void Fill(string path, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var connection = Open(path, SqliteOpenMode.ReadWriteCreate);

        // An interrupted file is thrown away, so there is nothing that a journal would have to protect.
        Execute(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");

        // No index but the primary key: every query of the tour reads the whole table, as reports do.
        Execute(
            connection,
            """
            CREATE TABLE product (
                id INTEGER PRIMARY KEY, sku TEXT NOT NULL, name TEXT NOT NULL,
                category INTEGER NOT NULL, price INTEGER NOT NULL, cost INTEGER NOT NULL) STRICT
            """
        );
        for (var first = 1; first <= Rows; first += BatchRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Insert(connection, Enumerable.Range(first, BatchRows).Select(ProductRow.Of));
            progress.Report((first + BatchRows - 1) / (double)Rows);
        }

        Execute(connection, $"PRAGMA user_version = {Mark}");
    }

    private static void Insert(SqliteConnection connection, IEnumerable<ProductRow> rows)
    {
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO product VALUES ($id, $sku, $name, $category, $price, $cost)";
        string[] names = ["$id", "$sku", "$name", "$category", "$price", "$cost"];
        var columns = Array.ConvertAll(names, name => insert.Parameters.Add(new SqliteParameter(name, null)));
        foreach (var row in rows)
        {
            object[] values = [row.Id, row.Sku, row.Name, row.Category, row.Price, row.Cost];
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i].Value = values[i];
            }

            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    // Without pooling the file is closed when the connection is, and can be moved on every platform.
    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = TimeoutSeconds,
        };
        var connection = new SqliteConnection(text.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
