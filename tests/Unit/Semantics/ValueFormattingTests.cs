using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Vitrine.Semantics.Formats;
using Vitrine.Semantics.Lightdash;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Semantics;

public sealed class ValueFormattingTests
{
    /// <summary>All of <c>tests/data/semantic/formats.json</c>, exactly.</summary>
    [Fact]
    public void Every_recorded_value_is_shown_as_recorded()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(TestData.File("semantic", "formats.json")));
        var wrong = new List<string>();
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            var expected = one.GetProperty("formatted").GetString();
            var shown = LightdashFormatReader.Read(one).Show();
            if (shown != expected) wrong.Add($"{one.GetRawText()}: {shown}");
        }

        Assert.Equal(1168, cases.RootElement.GetArrayLength());
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("1.005", "1.01")]
    [InlineData("2.675", "2.68")]
    [InlineData("-1.005", "-1.01")]
    public void Numbers_are_rounded_as_they_are_written(string number, string shown)
    {
        var two = new FieldFormat { Round = 2 };
        Assert.Equal(shown, ValueFormatting.Format(double.Parse(number, CultureInfo.InvariantCulture), FieldType.Number, two, null));
        Assert.Equal(shown, ValueFormatting.Format(decimal.Parse(number, CultureInfo.InvariantCulture), FieldType.Number, two, null));
    }

    [Fact]
    public void Wide_numbers_keep_their_digits()
    {
        Assert.Equal("123,456,789,012,345,678,901,234,567,890", Number(BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture)));
        Assert.Equal("9,007,199,254,740,993", Number(9007199254740993L));
        Assert.Equal("79,228,162,514,264,337,593,543,950,335", Number(decimal.MaxValue));
        Assert.Equal("1.8K", Number(1800L, new FieldFormat { Compact = "auto" }));
    }

    [Theory]
    [InlineData("00000", 42, "00042")]
    [InlineData("000-0000", 5551234, "555-1234")]
    [InlineData("#,##0.0#", 1234.5, "1,234.5")]
    [InlineData("#,##0.0#", -1234.567, "-1,234.57")]
    [InlineData("#.##", 0.5, ".5")]
    [InlineData("+0;-0;\"none\"", 0, "none")]
    [InlineData("+0;-0;\"none\"", -3, "-3")]
    [InlineData("[Red]0.0\\ \"x\"", 1.25, "1.3 x")]
    [InlineData("[<0]\"owed \"0;0", -5, "owed 5")]
    [InlineData("[$kr-414] #,##0.00", 1234.5, "kr 1\u00a0234,50")]
    [InlineData("##0.0E+0", 12345, "12.3E+3")]
    [InlineData("General", 0.1, "0.1")]
    [InlineData("0.00E+00", 9.999, "1.00E+01")]
    public void Expressions_write_numbers(string expression, double number, string shown) => Assert.Equal(shown, Number(number, new FieldFormat { Format = expression }));

    [Theory]
    [InlineData("dddd d mmmm yyyy", "Thursday 29 February 2024")]
    [InlineData("hh:mm:ss.000", "13:45:10.123")]
    [InlineData("m/d/yy h:mm", "2/29/24 13:45")]
    [InlineData("mm:ss", "45:10")]
    public void Expressions_write_times(string expression, string shown)
        => Assert.Equal(shown, ValueFormatting.Format(new DateTime(2024, 2, 29, 13, 45, 10, 123), FieldType.Timestamp, new FieldFormat { Format = expression }, null));

    [Theory]
    [InlineData("what is this")]
    [InlineData("\"open")]
    [InlineData("[open")]
    [InlineData("0;0;0;0;0")]
    public void What_is_no_expression_is_shown_plainly(string format) => Assert.Equal("1,234.5", Number(1234.5, new FieldFormat { Format = format }));

    [Fact]
    public void Values_of_a_warehouse_are_shown_by_their_type()
    {
        Assert.Equal("2024-02", ValueFormatting.Format(new DateOnly(2024, 2, 1), FieldType.Date, null, TimeInterval.Month));
        Assert.Equal("2024-02-29, 13:45 (+00:00)", ValueFormatting.Format(new DateTime(2024, 2, 29, 13, 45, 0), FieldType.Timestamp, null, TimeInterval.Minute));
        Assert.Equal("True", ValueFormatting.Format(true, FieldType.Boolean, null, null));
        Assert.Equal("[1,2]", ValueFormatting.Format(new List<int> { 1, 2 }, FieldType.String, null, null));
        Assert.Equal("0.10", ValueFormatting.Format(0.10m, FieldType.String, null, null));
    }

    private static string Number(object value, FieldFormat? format = null) => ValueFormatting.Format(value, FieldType.Number, format, null);
}
