using System.Text.Json;
using Vitrine.Queries.Execution;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Queries;

public sealed class ContractResultJsonTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [Fact]
    public void The_wire_form_is_the_one_that_the_kit_reads()
    {
        var result = new ContractResult
        {
            Contract = "revenue_by_period",
            Columns =
            [
                new ContractColumn("period", "orders.created_month", "dimension", "Created month", "date", "month", null, null, "UTC"),
                new ContractColumn("orders.revenue", "orders.revenue", "metric", "Revenue", "number", null, null, null, null),
            ],
            Rows =
            [
                [
                    new ResultCell("2026-01-01", "2026-01"),
                    new ResultCell(12.5, "$12.50") { Exact = "12.50", Previous = new ResultCell(10L, "$10.00"), Change = new ResultCell(0.25, "+25.0%") },
                ],
            ],
            RowLimit = 500,
            TimeZone = "UTC",
            Warnings = [new ContractWarning("semantics.approximate", "An estimate.")],
        };

        Assert.Equal(
            """{"contract":"revenue_by_period","columns":[{"key":"period","field":"orders.created_month","kind":"dimension","label":"Created month","type":"date","interval":"month","unit":null,"format":null,"timeZone":"UTC"},{"key":"orders.revenue","field":"orders.revenue","kind":"metric","label":"Revenue","type":"number","interval":null,"unit":null,"format":null,"timeZone":null}],"rows":[{"period":{"raw":"2026-01-01","formatted":"2026-01"},"orders.revenue":{"raw":12.5,"formatted":"$12.50","exact":"12.50","previous":{"raw":10,"formatted":"$10.00"},"change":{"raw":0.25,"formatted":"\u002B25.0%"}}}],"truncated":false,"rowLimit":500,"cachedAt":null,"timeZone":"UTC","warnings":[{"code":"semantics.approximate","message":"An estimate."}]}""",
            JsonSerializer.Serialize(result, Web));
    }

    [Fact]
    public void Options_are_cells()
        => Assert.Equal(
            """{"values":[{"raw":"West","formatted":"West"},{"raw":null,"formatted":"none"}],"truncated":true}""",
            JsonSerializer.Serialize(new OptionList { Values = [new ResultCell("West", "West"), new ResultCell(null, "none")], Truncated = true }, Web));

    [Fact]
    public void Numbers_keep_their_digits()
    {
        Assert.Equal((9007199254740993L, "9007199254740993"), CellReading.Raw(9007199254740993L, FieldType.Number));
        Assert.Equal((42L, (string?)null), CellReading.Raw(42, FieldType.Number));
        Assert.Equal((0.1, (string?)null), CellReading.Raw(0.1m, FieldType.Number));
        Assert.Equal((5L, (string?)null), CellReading.Raw(5.00m, FieldType.Number));
        Assert.Equal("12345678901234567.89", CellReading.Raw(12345678901234567.89m, FieldType.Number).Exact);
        Assert.Equal("123456789012345678901234567890", CellReading.Raw(System.Numerics.BigInteger.Parse("123456789012345678901234567890", System.Globalization.CultureInfo.InvariantCulture), FieldType.Number).Exact);
        Assert.Equal(((object?)null, (string?)null), CellReading.Raw(double.NaN, FieldType.Number));
        Assert.Equal(("2026-01-31", (string?)null), CellReading.Raw(new DateTime(2026, 1, 31, 0, 0, 0, DateTimeKind.Unspecified), FieldType.Date));
        Assert.Equal(("2026-07-31T12:30:00+02:00", (string?)null), CellReading.Raw(new DateTime(2026, 7, 31, 12, 30, 0, DateTimeKind.Unspecified), FieldType.Timestamp, "Europe/Oslo"));
        Assert.Equal(("2026-01-31T12:30:00.5Z", (string?)null), CellReading.Raw(new DateTime(2026, 1, 31, 12, 30, 0, 500, DateTimeKind.Unspecified), FieldType.Timestamp));
    }
}
