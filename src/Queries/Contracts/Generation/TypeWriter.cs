using System.Text;
using System.Text.Json;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts.Generation;

/// <summary>Writes TypeScript types, and remembers which ones of the kit they use.</summary>
internal sealed class TypeWriter
{
    private readonly SortedSet<string> used = new(StringComparer.Ordinal);

    /// <summary>The import of the types that were written; known when all are.</summary>
    public string Imports => used.Count == 0 ? "" : $"import type {{ {string.Join(", ", used)} }} from \"@vitrine/kit\";\n";

    public string Contract(TypedContract contract)
    {
        var text = new StringBuilder();
        text.Append("  ").Append(Quoted(contract.Contract.Name)).Append(": {\n    arguments: {\n");
        foreach (var slot in contract.Contract.Slots) text.Append("      ").Append(Slot(slot)).Append(";\n");
        foreach (var argument in contract.Arguments) text.Append("      ").Append(Argument(argument)).Append(";\n");
        if (contract.Contract.SortBy.Count > 0)
            text.Append("      \"sort\"?: readonly { field: ").Append(Union(contract.Contract.SortBy.Select(field => field.Text))).Append("; descending?: boolean }[] | null;\n");
        text.Append("    };\n    row: {\n");
        foreach (var column in contract.Columns)
            text.Append("      ").Append(Quoted(column.Key)).Append(column.IsOptional ? "?: " : ": ").Append(Cell(column)).Append(";\n");
        return text.Append("    };\n  };\n").ToString();
    }

    /// <summary><c>"region"?: ListArgument&lt;string&gt; | null</c>; only what must be given has no question mark.</summary>
    public string Argument(TypedArgument argument)
    {
        var mustBeGiven = argument.Argument is { Required: true, Default: null };
        return $"{Quoted(argument.Argument.Name)}{(mustBeGiven ? "" : "?")}: {ValueType(argument)}{(argument.Argument.Required ? "" : " | null")}";
    }

    public static string Options(ContractFile file)
    {
        var names = file.Filters.Where(filter => filter.Options).Select(filter => filter.Name)
            .Concat(file.Contracts.SelectMany(contract => contract.Arguments.Where(argument => argument.Options).Select(argument => $"{contract.Name}.{argument.Name}")));
        return Union(names);
    }

    private static string Slot(ContractDimension.Slot slot)
    {
        var union = Union(slot.OneOf.Select(field => field.Text));
        return $"{Quoted(slot.Name)}?: {(slot.Many is null ? union : $"readonly ({union})[]")} | null";
    }

    private string ValueType(TypedArgument argument)
    {
        if (argument.Argument.Type == ArgumentType.Range) return Use("RangeArgument");
        Use("ListArgument");
        return argument.Type switch
        {
            FieldType.Number => "ListArgument<number>",
            FieldType.Boolean => "ListArgument<boolean>",
            _ => "ListArgument<string>",
        };
    }

    private string Cell(TypedColumn column)
        => column.Types.Any()
            ? string.Join(" | ", column.Types.Select(CellType).Distinct().Order(StringComparer.Ordinal))
            : Use("Cell");

    private string CellType(FieldType type) => Use(type switch
    {
        FieldType.Number => "NumberCell",
        FieldType.Boolean => "BooleanCell",
        FieldType.Date or FieldType.Timestamp => "DateCell",
        FieldType.String => "TextCell",
        _ => throw new InvalidOperationException($"Unknown field type {type}."),
    });

    private string Use(string type)
    {
        used.Add(type);
        return type;
    }

    private static string Union(IEnumerable<string> texts)
    {
        var union = string.Join(" | ", texts.Select(Quoted));
        return union.Length == 0 ? "never" : union;
    }

    private static string Quoted(string text) => "\"" + JsonEncodedText.Encode(text) + "\"";
}
