using System.Globalization;
using System.Text.Json;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution.Arguments;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution;

/// <summary>The arguments that a contract is asked with when nobody chooses: gates and thumbnails ask so.</summary>
public static class ExampleArguments
{
    /// <summary>An object with the <c>example</c> of every argument that must be given and has no default; everything else is left to its default.</summary>
    /// <param name="layer">Gives the fields their types.</param>
    /// <param name="file">The contracts.</param>
    /// <param name="contract">One of them.</param>
    public static JsonElement Of(SemanticLayer layer, ContractFile file, QueryContract contract)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(contract);
        var given = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var declared in DeclaredArgument.Of(file, contract))
        {
            if (declared.Argument is { Required: true, Default: null, Example: { } example } argument)
                given[argument.Name] = Value(argument, example, TypeOf(layer, contract, declared.Field));
        }

        return JsonSerializer.SerializeToElement(given);
    }

    private static FieldType TypeOf(SemanticLayer layer, QueryContract contract, FieldMention field)
        => layer.TryGetExplore(contract.Explore.Text, out var explore) && FieldReference.TryParse(field.Text, out var reference) && explore.TryGetField(reference, out var found)
            ? found.Type
            : FieldType.String;

    private static Dictionary<string, object?> Value(ContractArgument argument, ArgumentValue value, FieldType type)
    {
        var name = ArgumentForm.OperatorOf(argument, value);
        var valueType = OperatorNames.TakesCount(name) ? FieldType.Number : type;
        var form = new Dictionary<string, object?> { ["operator"] = name, ["values"] = value.Values.Select(written => Typed(written.Text, valueType)).ToArray() };
        if (value.Unit is { } unit) form["unit"] = unit;
        if (value.Completed is { } completed) form["completed"] = completed;
        return form;
    }

    private static object? Typed(string? text, FieldType type) => type switch
    {
        FieldType.Boolean when text is "true" or "false" => text == "true",
        FieldType.Number when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };
}
