using Vitrine.Sql.Lexing;

namespace Vitrine.Unit.Sql;

public sealed class SqlLexerTests
{
    [Theory]
    [InlineData("${TABLE}.a -- it's\n + 1", "Reference Symbol Word Space Comment Space Symbol Space Number")]
    [InlineData("'a''b' || E'\\'x' || $q$it's$q$", "Text Space Symbol Symbol Space Text Space Symbol Symbol Space Text")]
    [InlineData("/* a /* b */ ; */ \"we;ird\"", "Comment Space QuotedName")]
    [InlineData("{%- if ld.parameters.a == '%}' -%}a{% else %}{{ ld.parameters.b }}{% endif %}", "Tag Word Tag Output Tag")]
    [InlineData("{% comment %} it's; (open {% if %} {%- endcomment -%}a{% # it's too %}", "Comment Word Comment")]
    public void Texts_names_and_comments_are_told_apart(string sql, string kinds)
        => Assert.Equal(kinds, string.Join(' ', SqlLexer.Read(sql).Select(token => token.Kind)));

    [Theory]
    [InlineData("a; drop table b", "semicolon")]
    [InlineData("a = $1", "bound value")]
    [InlineData("a = $name", "bound value")]
    [InlineData("a = ?", "bound value")]
    [InlineData("a = @bound1", "bound value")]
    [InlineData("a = : Bound12", "bound value")]
    [InlineData("a = {bound1:String}", "bound value")]
    [InlineData("'it\\'s'", "not with a backslash")]
    [InlineData("a) OR (1 = 1", "parenthesis")]
    [InlineData("(a", "parenthesis")]
    [InlineData("'a", "quoted text")]
    [InlineData("\"a", "quoted name")]
    [InlineData("/* a", "comment")]
    [InlineData("${a", "${")]
    [InlineData("a = '${lightdash.attributes.region}'", "without quotes")]
    [InlineData("a = '{{ ld.parameters.a }}'", "inside quotes")]
    [InlineData("\"{{ ld.parameters.a }}\"", "no value becomes a name")]
    [InlineData("'{% if ld.parameters.a %}x{% endif %}'", "into each branch")]
    [InlineData("\"${a}\"", "inside a quoted text")]
    [InlineData("{# note #} a", "Jinja")]
    [InlineData("{{ ld.parameters.a", "{{ open")]
    [InlineData("{% if ld.parameters.a == '%}' ", "{% open")]
    [InlineData("{% comment %} it's {% endif %}", "comment %} open")]
    public void What_would_end_the_statement_or_take_a_value_is_a_problem(string sql, string message)
        => Assert.Contains(message, Assert.Throws<SqlProblemException>(() => SqlLexer.Read(sql)).Message, StringComparison.Ordinal);
}
