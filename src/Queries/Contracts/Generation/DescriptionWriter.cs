using System.Globalization;
using System.Text;
using System.Text.Json;
using Vitrine.Queries.Execution;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts.Generation;

/// <summary>Writes what the kit needs to know of contracts and page filters at run time, as the arguments of <c>registerContracts</c>.</summary>
internal static class DescriptionWriter
{
    /// <summary>Two object literals, one line for each contract and filter, so that a change shows as one line.</summary>
    public static string Write(IReadOnlyList<TypedContract> contracts, IReadOnlyList<TypedArgument> filters)
        => Lines(contracts.Select(contract => (contract.Contract.Name, Json(json => WriteContract(json, contract)))))
            + Lines(filters.Select(filter => (filter.Argument.Name, Json(json => WriteArgument(json, filter)))));

    private static string Lines(IEnumerable<(string Name, string Json)> entries)
        => "  {\n" + string.Concat(entries.Select(entry => $"    \"{entry.Name}\": {entry.Json},\n")) + "  },\n";

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) write(json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteContract(Utf8JsonWriter json, TypedContract typed)
    {
        var contract = typed.Contract;
        json.WriteStartObject();
        json.WriteString("label", typed.Label);
        WriteTexts(json, "uses", contract.Use.Select(use => use.Filter));
        json.WriteStartObject("arguments");
        foreach (var argument in typed.Arguments)
        {
            json.WritePropertyName(argument.Argument.Name);
            WriteArgument(json, argument);
        }

        json.WriteEndObject();
        json.WriteStartObject("slots");
        foreach (var slot in contract.Slots) WriteSlot(json, slot, typed);
        json.WriteEndObject();
        WriteTexts(json, "many", contract.Slots.Where(slot => slot.Many is not null).Select(slot => slot.Name));
        WriteTexts(json, "sortBy", contract.SortBy.Select(field => field.Text));
        json.WriteStartArray("columns");
        foreach (var column in typed.Columns) WriteColumn(json, column, contract);
        json.WriteEndArray();
        json.WriteNumber("limit", contract.Limit);
        json.WriteNumber("maxLimit", contract.MaximumLimit);
        if (contract.Compare is { } compare) json.WriteString("compare", compare.To == ComparisonTarget.PreviousYear ? "previousYear" : "previousPeriod");
        json.WriteBoolean("underlying", contract.Underlying.Count > 0);
        if (contract.Pivot is { } pivot)
        {
            json.WriteStartObject("pivot");
            WriteTexts(json, "columns", pivot.Columns.Select(column => column.Text));
            json.WriteBoolean("metricsAsRows", pivot.MetricsAsRows);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteSlot(Utf8JsonWriter json, ContractDimension.Slot slot, TypedContract typed)
    {
        json.WriteStartArray(slot.Name);
        foreach (var field in slot.OneOf)
        {
            json.WriteStartObject();
            json.WriteString("field", field.Text);
            json.WriteString("label", typed.Find(field)?.Label ?? field.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteColumn(Utf8JsonWriter json, TypedColumn column, QueryContract contract)
    {
        json.WriteStartObject();
        json.WriteString("key", column.Key);
        json.WriteString("kind", column.IsMetric ? "metric" : "dimension");
        json.WriteString("label", column.Label);
        json.WriteString("type", ColumnWriting.NameOf(column.Types.FirstOrDefault(FieldType.String)));
        if (column.Fields is [Dimension { Interval: { } interval }, ..]) json.WriteString("interval", ColumnWriting.NameOf(interval));
        if (contract.Slots.Any(slot => slot.Many is null && slot.Name == column.Key)) json.WriteString("slot", column.Key);
        if (column.IsOptional) json.WriteBoolean("optional", true);
        json.WriteEndObject();
    }

    private static void WriteArgument(Utf8JsonWriter json, TypedArgument typed)
    {
        var argument = typed.Argument;
        json.WriteStartObject();
        json.WriteString("label", typed.Label);
        json.WriteString("type", argument.Type == ArgumentType.Range ? "range" : "values");
        json.WriteString("valueType", ColumnWriting.NameOf(typed.Type));
        WriteTexts(json, "operators", argument.Operators);
        json.WriteBoolean("required", argument.Required);
        json.WriteNumber("max", argument.Type == ArgumentType.Range ? 2 : argument.Maximum);
        json.WriteBoolean("options", argument.Options);
        if (argument.Default is { } given) WriteValue(json, "default", argument, given, typed.Type);
        if (argument.Example is { } example) WriteValue(json, "example", argument, example, typed.Type);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, ContractArgument argument, ArgumentValue value, FieldType type)
    {
        var operatorName = ArgumentForm.OperatorOf(argument, value);
        json.WriteStartObject(name);
        json.WriteString("operator", operatorName);
        json.WriteStartArray("values");
        foreach (var written in value.Values) WriteTyped(json, written.Text, OperatorNames.TakesCount(operatorName) ? FieldType.Number : type);
        json.WriteEndArray();
        if (value.Unit is { } unit) json.WriteString("unit", unit);
        if (value.Completed is { } completed) json.WriteBoolean("completed", completed);
        json.WriteEndObject();
    }

    private static void WriteTyped(Utf8JsonWriter json, string? text, FieldType type)
    {
        if (text is null) json.WriteNullValue();
        else if (type == FieldType.Boolean && text is "true" or "false") json.WriteBooleanValue(text == "true");
        // Checked as JSON while writing: 007 is a number to us and none to JSON.
        else if (type == FieldType.Number && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) json.WriteNumberValue(number);
        else json.WriteStringValue(text);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
