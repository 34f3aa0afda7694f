using System.Text;
using System.Text.RegularExpressions;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Dbt.MetricFlow;

/// <summary>Turns a filter of MetricFlow, SQL with <c>{{ Dimension('entity__name') }}</c> in it, into SQL with references.</summary>
internal sealed partial class FlowFilter(EntityJoins joins, Func<ModelDraft, string?> timeOf, Func<ModelDraft, string, FlowDimension?> declared)
{
    /// <summary>The condition, and whether it reads another table than the model's own.</summary>
    public (string Sql, bool IsForeign) Translate(string template, ModelDraft home)
    {
        var sql = new StringBuilder();
        var isForeign = false;
        var at = 0;
        foreach (Match match in Expression().Matches(template))
        {
            sql.Append(template, at, match.Index - at);
            var (table, name) = Reference(match, home);
            isForeign |= table != home.Name;
            sql.Append(table == home.Name ? $"${{{name}}}" : $"${{{table}.{name}}}");
            at = match.Index + match.Length;
        }

        sql.Append(template, at, template.Length - at);
        var text = sql.ToString().Trim();
        if (text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal))
            throw new MetaProblemException($"its filter holds more than Dimension(…), TimeDimension(…) and Entity(…): {text}");
        if (isForeign && SqlTemplate.Parse(text).HasBareColumns) throw new MetaProblemException($"its filter names a column beside dimensions of other models; write it as {{{{ Dimension(…) }}}}: {text}");
        return (text, isForeign);
    }

    [GeneratedRegex("""\{\{\s*(?<kind>Dimension|TimeDimension|Entity)\s*\(\s*(?<quote>['"])(?<name>\w+)\k<quote>\s*(?:,\s*(?:time_granularity_name\s*=\s*)?(?<quote2>['"])(?<grain>\w+)\k<quote2>\s*)?\)\s*(?:\.grain\(\s*(?<quote3>['"])(?<grain>\w+)\k<quote3>\s*\)\s*)?\}\}""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Expression();

    private (string Table, string Name) Reference(Match match, ModelDraft home)
    {
        var name = match.Groups["name"].Value;
        var grain = match.Groups["grain"] is { Success: true } stated ? stated.Value : null;
        if (name == "metric_time")
        {
            var time = timeOf(home) ?? throw new MetaProblemException("its filter names metric_time, and its model has no agg_time_dimension");
            return (home.Name, grain is null ? time : home.Cut(time, grain));
        }

        var parts = name.Split("__");
        var (path, last) = (parts[..^1], parts[^1]);
        var isEntity = match.Groups["kind"].Value == "Entity";
        // An entity of the model itself stands without a path.
        var (table, draft) = joins.Find(home, path) ?? throw new MetaProblemException($"its filter names {name}, and no entity leads there");
        var expression = isEntity ? joins.ExpressionOf(draft, last) : declared(draft, last)?.Expression;
        var found = expression is null ? draft.Dimension(last)?.Reference.Name : draft.DimensionOf(expression);
        if (found is null) throw new MetaProblemException($"its filter names {name}, and {draft.Name} has no such {(isEntity ? "entity" : "dimension")}");
        return (table, grain is null ? found : draft.Cut(found, grain));
    }
}
