using Vitrine.Semantics.Templates;
using Vitrine.Sql.Lexing;

namespace Vitrine.Unit.Semantics;

public sealed class SqlTemplateTests
{
    [Fact]
    public void References_are_cut_out_and_comments_dropped()
    {
        var sql = SqlTemplate.Parse("${TABLE}.a + ${b} /* ${no} */ * ${c.d} IN (${ld.attr.x}) -- end");
        Assert.Equal("TablePiece TextPiece FieldPiece TextPiece FieldPiece TextPiece AttributePiece TextPiece", string.Join(' ', sql.Pieces.Select(piece => piece.GetType().Name)));
        Assert.Equal([new FieldPiece(null, "b"), new FieldPiece("c", "d")], sql.Fields);
        Assert.True(sql.Pieces.OfType<AttributePiece>().Single().IsList);
    }

    [Theory]
    [InlineData("SUM(${a}) / COUNT(*)", true, false)]
    [InlineData("SUM(${a}) OVER (ORDER BY ${b})", false, false)]
    [InlineData("sum(amount)", true, true)]
    [InlineData("'sum(x)' || ${a}", false, false)]
    [InlineData("CASE WHEN ${TABLE}.a THEN 1 END", false, false)]
    [InlineData("CASE WHEN a THEN 1 END", false, true)]
    [InlineData("CAST(${a} AS DATE) + INTERVAL '1' DAY", false, false)]
    [InlineData("${a}::NUMERIC", false, false)]
    public void Aggregates_and_bare_columns_are_seen(string sql, bool hasAggregate, bool hasBareColumns)
        => Assert.Equal((hasAggregate, hasBareColumns), SqlTemplate.Parse(sql) is var read ? (read.HasAggregate, read.HasBareColumns) : default);

    [Theory]
    [InlineData("${a.b.c}")]
    [InlineData("${lightdash.nothing.x}")]
    [InlineData("${TABLE.a}")]
    [InlineData("${a b}")]
    [InlineData("-- nothing")]
    public void Malformed_references_are_problems(string sql) => Assert.Throws<SqlProblemException>(() => SqlTemplate.Parse(sql));
}
