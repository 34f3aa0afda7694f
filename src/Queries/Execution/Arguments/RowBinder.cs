using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Queries.Contracts;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution.Arguments;

/// <summary>Turns a row of an answer into the filters that find what is behind it. Every dimension must stand in it.</summary>
internal static class RowBinder
{
    public static IReadOnlyList<FilterRule> Bind(Question question, BoundArguments bound, JsonElement row)
    {
        var dimensions = QueryBuilding.Dimensions(question.Contract, bound);
        if (row.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null && dimensions.Count == 0) return [];
        if (row.ValueKind != JsonValueKind.Object || !JsonText.IsWellFormed(row))
            throw new RefusalException("queries.bad-row", "row must be an object by column key.");
        var known = dimensions.Select(dimension => dimension.Key).Concat(question.Contract.Metrics.Select(metric => metric.Text)).Concat(question.Contract.Calculations.Select(calculation => calculation.Name)).ToHashSet(StringComparer.Ordinal);
        if (row.EnumerateObject().Any(cell => !known.Contains(cell.Name)))
            throw new RefusalException("queries.bad-row", $"row holds a column that {question.Contract.Name} does not have.");
        return [.. dimensions.Select(dimension => Rule(question, dimension.Key, dimension.Field, row))];
    }

    private static FilterRule Rule(Question question, string key, FieldReference field, JsonElement row)
    {
        if (!row.TryGetProperty(key, out var cell)) throw new RefusalException("queries.bad-row", $"row lacks {key}.");
        if (cell.ValueKind == JsonValueKind.Object)
        {
            // A double has lost digits that the exact text still has.
            if (!cell.TryGetProperty("exact", out var exact) || exact.ValueKind != JsonValueKind.String)
            {
                if (!cell.TryGetProperty("raw", out exact)) throw new RefusalException("queries.bad-row", $"{key} has no raw value.");
            }

            cell = exact;
        }

        if (cell.ValueKind == JsonValueKind.Null) return new FilterRule { Field = field, Operator = FilterOperator.IsNull };
        var text = cell.ValueKind switch
        {
            JsonValueKind.String => cell.GetString(),
            JsonValueKind.Number => cell.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        if (text is null || text.Length > ContractLimits.MaximumTextLength || !ValueTypes.Fits(question.TypeOf(new FieldMention(field.ToString(), default)), text))
            throw new RefusalException("queries.bad-row", $"{key} holds a value of another type.");
        return new FilterRule { Field = field, Operator = FilterOperator.Equals, Values = [text] };
    }
}
