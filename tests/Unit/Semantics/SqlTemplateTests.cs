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

    [Fact]
    public void Liquid_becomes_branches_whose_references_all_count()
    {
        var sql = SqlTemplate.Parse("SUM({% if ld.parameters.unit == 'net' %}${net}{% elsif ld.attributes.role == \"boss\" %}${items.gross} * {{ ld.parameters.rate }}{% else %}0{% endif %})");
        Assert.Equal("TextPiece ChoicePiece TextPiece", string.Join(' ', sql.Pieces.Select(piece => piece.GetType().Name)));
        Assert.Equal([new FieldPiece(null, "net"), new FieldPiece("items", "gross")], sql.Fields);
        Assert.Equal(["unit", "rate"], sql.AllPieces.OfType<ParameterPiece>().Select(piece => piece.Name));
        Assert.Equal(["role"], sql.AllPieces.OfType<AttributePiece>().Select(piece => piece.Name));
        Assert.True(sql.HasAggregate);
        Assert.Equal(["if ld.parameters.unit == 'net'", "elsif ld.attributes.role == \"boss\"", "else"], sql.Pieces.OfType<ChoicePiece>().Single().Branches.Select(branch => branch.Tag));
    }

    [Fact]
    public void A_value_in_a_branch_knows_the_list_around_it()
    {
        var sql = SqlTemplate.Parse("${a} IN ({% if ld.parameters.x %}${ld.parameters.x}{% else %}'none'{% endif %}) AND ${b} = {{ ld.parameters.y }}");
        var parameters = sql.AllPieces.OfType<ParameterPiece>().ToList();
        // The first stands in the condition, which takes lists.
        Assert.Equal([("x", true), ("x", true), ("y", false)], parameters.Select(piece => (piece.Name, piece.IsList)));
    }

    [Theory]
    [InlineData("{% if ld.parameters.a %} 1", "open; it ends with {% endif %}")]
    [InlineData("1 {% endif %}", "without what begins it")]
    [InlineData("{% if ld.parameters.a %} 1 {% endunless %} {% endif %}", "where {% endif %} is missing")]
    [InlineData("{% if ld.parameters.a %} 1 {% else %} 2 {% else %} 3 {% endif %}", "where {% endif %} is missing")]
    [InlineData("{% if ld.parameters.a %} 1 {% elif true %} 3 {% endif %}", "{% elif true %}, which is not filled in")]
    [InlineData("{% if ld.parameters.a %} 1 {% else if true %} 3 {% endif %}", "elsif")]
    [InlineData("{% if ld.parameters.a %} f( {% else %} g {% endif %} x)", "parenthesis in one branch")]
    [InlineData("{% if ld.parameters.a %} 1) OR (1 = 1 {% else %} 2 {% endif %}", "parenthesis")]
    [InlineData("{% if ld.parameters.a = 'x' %} 1 {% else %} 2 {% endif %}", "write ==")]
    [InlineData("{% if ld.parameters.a == %} 1 {% else %} 2 {% endif %}", "ends too early")]
    [InlineData("{% if (ld.parameters.a) %} 1 {% else %} 2 {% endif %}", "no parentheses")]
    [InlineData("{% if orders.status == 'x' %} 1 {% else %} 2 {% endif %}", "there is no orders.status")]
    [InlineData("{% if ld.parameters.a | size == 1 %} 1 {% else %} 2 {% endif %}", "filters are not filled in")]
    [InlineData("{{ ld.parameters.a | upcase }}", "there are no filters")]
    [InlineData("{% case ld.parameters.a %} x {% when 1 %} 1 {% else %} 2 {% endcase %}", "between")]
    [InlineData("{% case ld.parameters.a %} {% else %} 2 {% endcase %}", "without {% when %}")]
    [InlineData("{% assign x = 1 %} x", "{% assign x = 1 %}")]
    [InlineData("{% if ld.parameters.a %} ${b} {% endif %}", "is empty when no condition")]
    [InlineData("x{ {% if ld.parameters.a %} bound1:String} {% endif %}", "name of a bound value")]
    public void Liquid_that_cannot_be_is_a_problem_with_a_name(string sql, string message)
        => Assert.Contains(message, Assert.Throws<SqlProblemException>(() => SqlTemplate.Parse(sql)).Message, StringComparison.Ordinal);

    [Fact]
    public void Liquid_as_deep_as_a_well_ends_before_the_stack_does()
    {
        var deep = string.Concat(Enumerable.Repeat("{% if ld.parameters.a %}", 50_000)) + "1";
        Assert.Contains("deep", Assert.Throws<SqlProblemException>(() => SqlTemplate.Parse(deep)).Message, StringComparison.Ordinal);
        var wide = "{% if " + string.Join(" and ", Enumerable.Repeat("ld.parameters.a", 50_000)) + " %} 1 {% else %} 2 {% endif %}";
        Assert.Contains("terms", Assert.Throws<SqlProblemException>(() => SqlTemplate.Parse(wide)).Message, StringComparison.Ordinal);
    }
}
