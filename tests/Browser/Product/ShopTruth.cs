using System.Globalization;
using DuckDB.NET.Data;

namespace Vitrine.Browser.Product;

/// <summary>Numbers of the demo shop by SQL that was written by hand, on the tables themselves: nothing of the product stands between.</summary>
public sealed class ShopTruth(string file)
{
    /// <summary>The last twelve complete months: what an app opens with when its prompt names no range.</summary>
    public const string LastTwelveMonths = "created >= date_trunc('month', current_date) - interval 12 months and created < date_trunc('month', current_date)";

    /// <summary>Revenue of the last twelve complete months under a condition, as an app writes dollars.</summary>
    public string Revenue(string condition = "true")
        => Dollars(Rows($"select sum(net_amount) from orders where status <> 'cancelled' and {LastTwelveMonths} and {condition}")[0][0]);

    /// <summary>The same by region, the highest first.</summary>
    public IReadOnlyList<(string Region, string Revenue)> RevenueByRegion(string condition = "true")
        => [.. Rows($"select customer_region, sum(net_amount) from orders where status <> 'cancelled' and {LastTwelveMonths} and {condition} group by 1 order by 2 desc")
            .Select(row => ((string)row[0], Dollars(row[1])))];

    private static string Dollars(object amount) => Convert.ToDecimal(amount, CultureInfo.InvariantCulture).ToString("$#,##0", CultureInfo.InvariantCulture);

    private List<object[]> Rows(string sql)
    {
        using var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = file, ["access_mode"] = "READ_ONLY" }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
