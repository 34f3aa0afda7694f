using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Filters;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Lightdash;

/// <summary>Reads a filter as dbt meta writes it: an expression such as <c>inThePast 14 days</c>, a list of values, or null.</summary>
public static class LightdashFilterReader
{
    /// <summary>Reads it, or refuses (<c>semantics.bad-filter-expression</c>) and says how to write it.</summary>
    /// <returns>The rule, over no field of any table.</returns>
    public static FilterRule Read(JsonElement value)
        => FilterExpression.Read(new FieldReference("", "filter"), value, out var problem) ?? throw new RefusalException("semantics.bad-filter-expression", problem!);
}
