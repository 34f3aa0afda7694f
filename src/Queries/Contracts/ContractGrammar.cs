namespace Vitrine.Queries.Contracts;

/// <summary>
/// Every key of the grammar by the section it stands in. The parser accepts exactly these, and each has fixtures
/// under <c>tests/data/contracts/{section}.{key}</c>: a test fails on one that has none.
/// </summary>
internal static class ContractGrammar
{
    public const string File = "file";
    public const string Argument = "argument";
    public const string Value = "value";
    public const string Contract = "contract";
    public const string Slot = "slot";
    public const string Condition = "condition";
    public const string Use = "use";
    public const string Sort = "sort";
    public const string Compare = "compare";
    public const string Calculation = "calculation";
    public const string Bin = "bin";
    public const string Range = "range";
    public const string Group = "group";
    public const string Pivot = "pivot";
    public const string Capabilities = "capabilities";

    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Sections = new Dictionary<string, IReadOnlyList<string>>
    {
        [File] = ["version", "filters", "contracts", "capabilities"],
        [Argument] = ["field", "label", "type", "operators", "required", "default", "example", "max", "options", "explore"],
        [Value] = ["operator", "values", "unit", "completed"],
        [Contract] =
        [
            "label", "explore", "dimensions", "metrics", "where", "having", "use", "arguments", "sort", "sortBy", "limit", "maxLimit",
            "compare", "underlying", "calculations", "parameters", "bins", "pivot",
        ],
        [Slot] = ["slot", "oneOf", "many"],
        [Condition] = ["field", "operator", "values", "unit", "completed", "and", "or"],
        [Use] = ["filter", "field"],
        [Sort] = ["field", "descending"],
        [Compare] = ["filter", "to"],
        [Calculation] = ["name", "label", "formula", "format"],
        [Bin] = ["name", "label", "field", "count", "width", "ranges", "groups"],
        [Range] = ["from", "to"],
        [Group] = ["label", "values"],
        [Pivot] = ["columns", "metricsAsRows"],
        [Capabilities] = ["explore"],
    };
}
