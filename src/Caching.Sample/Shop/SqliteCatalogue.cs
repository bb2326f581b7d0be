using System.Globalization;
using System.Text;
using Caching.Sample.Database;
using Microsoft.Data.Sqlite;

namespace Caching.Sample.Shop;

internal sealed class SqliteCatalogue(CatalogueDatabase database) : ICatalogue
{
    public async Task<Product?> FindAsync(string sku, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            "SELECT id, sku, name, category, price FROM product WHERE sku = $sku",
            ReadProduct,
            cancellationToken,
            ("$sku", sku)
        );
        return found.SingleOrDefault();
    }

    public async Task<IReadOnlyList<Product>> SearchAsync(string text, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            """
            SELECT id, sku, name, category, price FROM product
            WHERE name LIKE '%' || $text || '%'
            ORDER BY price, id LIMIT 10
            """,
            ReadProduct,
            cancellationToken,
            ("$text", text)
        );

    public async Task<CategoryFigures> FiguresAsync(Category category, CancellationToken cancellationToken)
    {
        var figures = await database.QueryAsync(
            """
            SELECT count(*), coalesce(min(price), 0), coalesce(avg(price), 0), coalesce(max(price), 0)
            FROM product WHERE category = $category
            """,
            row => new CategoryFigures(row.GetInt32(0), Money(row, 1), Money(row, 2), Money(row, 3)),
            cancellationToken,
            ("$category", (int)category)
        );
        return figures.Single();
    }

    public Task RenameAsync(string sku, string name, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            "UPDATE product SET name = $name WHERE sku = $sku",
            cancellationToken,
            ("$name", name),
            ("$sku", sku)
        );

    public string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug is [.., not '-'] && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    private static Product ReadProduct(SqliteDataReader row) =>
        new(row.GetInt32(0), row.GetString(1), row.GetString(2), (Category)row.GetInt32(3), Money(row, 4));

    private static decimal Money(SqliteDataReader row, int cents) => decimal.Round(row.GetDecimal(cents) / 100, 2);
}
