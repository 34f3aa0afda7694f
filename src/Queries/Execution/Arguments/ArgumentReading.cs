using System.Text.Json;
using Vitrine.Queries.Contracts;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution.Arguments;

/// <summary>Reads a JSON value of a request as an argument's value, keeping the digits of numbers.</summary>
internal static class ArgumentReading
{
    public static ArgumentValue? Read(JsonElement json, ContractArgument argument, FieldType type, out string? problem)
        => json.ValueKind == JsonValueKind.Object
            ? ReadObject(json, argument, type, out problem)
            : ReadValues(json, argument, type, isCount: false, out problem) is { } values ? new ArgumentValue { Values = values } : null;

    private static ArgumentValue? ReadObject(JsonElement json, ContractArgument argument, FieldType type, out string? problem)
    {
        problem = null;
        JsonElement values = default;
        var value = new ArgumentValue();
        foreach (var property in json.EnumerateObject())
        {
            switch (property.Name, property.Value.ValueKind)
            {
                case ("operator", JsonValueKind.String): value = value with { Operator = property.Value.GetString() }; break;
                case ("unit", JsonValueKind.String): value = value with { Unit = property.Value.GetString() }; break;
                case ("unit", JsonValueKind.Null): break;
                case ("completed", JsonValueKind.True): value = value with { Completed = true }; break;
                case ("completed", JsonValueKind.False): value = value with { Completed = false }; break;
                case ("completed", JsonValueKind.Null): break;
                case ("values", JsonValueKind.Array): values = property.Value; break;
                default:
                    problem = "a value is x, [x, y] or { operator, values, unit, completed }.";
                    return null;
            }
        }

        if (value.Operator is null || !OperatorNames.All.Contains(value.Operator))
        {
            problem = $"operator must be one of {string.Join(", ", argument.Operators)}.";
            return null;
        }

        if (value.Unit is not null && !OperatorNames.Units.Contains(value.Unit))
        {
            problem = $"unit must be one of {string.Join(", ", OperatorNames.Units)}.";
            return null;
        }

        if (values.ValueKind == JsonValueKind.Undefined) return value;
        return ReadValues(values, argument, type, OperatorNames.TakesCount(value.Operator), out problem) is { } read ? value with { Values = read } : null;
    }

    private static List<WrittenValue>? ReadValues(JsonElement json, ContractArgument argument, FieldType type, bool isCount, out string? problem)
    {
        problem = null;
        if (json.ValueKind != JsonValueKind.Array)
        {
            problem = Text(json, type, isCount, out var one);
            return problem is null ? [new WrittenValue(one, default)] : null;
        }

        // Counted before anything is copied: the body may hold a million of them.
        if (json.GetArrayLength() is var count && count > Math.Max(argument.Maximum, 2))
        {
            problem = $"{count} values are given, and at most {argument.Maximum} are allowed.";
            return null;
        }

        var values = new List<WrittenValue>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            problem = Text(item, type, isCount, out var text);
            if (problem is not null) return null;
            values.Add(new WrittenValue(text, default));
        }

        return values;
    }

    /// <summary>The value as text, or what is wrong with its JSON type.</summary>
    private static string? Text(JsonElement json, FieldType type, bool isCount, out string? text)
    {
        text = json.ValueKind switch
        {
            JsonValueKind.Number when isCount || type == FieldType.Number => json.GetRawText(),
            JsonValueKind.String when !isCount && type != FieldType.Boolean => json.GetString(),
            JsonValueKind.True when !isCount && type == FieldType.Boolean => "true",
            JsonValueKind.False when !isCount && type == FieldType.Boolean => "false",
            _ => null,
        };
        return text is not null ? null : $"a {(isCount ? "number of units" : ValueTypes.NameOf(type))} is expected, and this is {Kind(json.ValueKind)}.";
    }

    private static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
