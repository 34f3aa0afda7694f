using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Compilation.Filters;

/// <summary>What is said when a filter does not fit.</summary>
internal static class FilterRefusals
{
    public static RefusalException Operator(FieldReference field, FilterOperator name, FieldType type)
        => new("semantics.bad-operator", $"{NameOf(name)} does not apply to {field}, which is a {type.ToString().ToLowerInvariant()}.");

    public static RefusalException Value(FieldReference field, string? value, string wanted)
        => new("semantics.bad-value", $"The filter on {field} needs {wanted}, and \"{(value?.Length > 60 ? value[..60] + "…" : value)}\" is none.");

    public static RefusalException Count(FieldReference field, FilterOperator name)
        => new("semantics.bad-value", $"The filter {NameOf(name)} on {field} needs a whole number that is not negative.");

    public static RefusalException Missing(FieldReference field, FilterOperator name)
        => new("semantics.bad-value", $"The filter {NameOf(name)} on {field} needs a value.");

    private static string NameOf(FilterOperator name) => char.ToLowerInvariant(name.ToString()[0]) + name.ToString()[1..];
}
