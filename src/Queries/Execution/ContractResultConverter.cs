using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution;

/// <summary>Writes the wire form of an answer. Nobody reads it back on the server.</summary>
internal sealed class ContractResultConverter : JsonConverter<ContractResult>
{
    public override ContractResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => throw new NotSupportedException("Answers are only written.");

    public override void Write(Utf8JsonWriter writer, ContractResult value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("contract", value.Contract);
        WriteColumns(writer, value.Columns);
        JsonEncodedText[] keys = [.. value.Columns.Select(column => JsonEncodedText.Encode(column.Key, options.Encoder))];
        writer.WriteStartArray("rows");
        foreach (var row in value.Rows)
        {
            writer.WriteStartObject();
            for (var i = 0; i < keys.Length; i++)
            {
                writer.WritePropertyName(keys[i]);
                WriteCell(writer, row[i]);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("truncated", value.Truncated);
        writer.WriteNumber("rowLimit", value.RowLimit);
        if (value.CachedAt is { } at) writer.WriteString("cachedAt", at);
        else writer.WriteNull("cachedAt");
        writer.WriteString("timeZone", value.TimeZone);
        writer.WriteStartArray("warnings");
        foreach (var warning in value.Warnings)
        {
            writer.WriteStartObject();
            writer.WriteString("code", warning.Code);
            writer.WriteString("message", warning.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter writer, IReadOnlyList<FieldLink> links)
    {
        writer.WriteStartArray("links");
        foreach (var link in links)
        {
            writer.WriteStartObject();
            writer.WriteString("label", link.Label);
            writer.WriteStartArray("parts");
            foreach (var part in link.Parts)
            {
                if (part.Text is { } text)
                {
                    writer.WriteStringValue(text);
                    continue;
                }

                writer.WriteStartObject();
                writer.WriteString("field", part.Field?.ToString());
                writer.WriteString("form", part.IsFormatted ? "formatted" : "raw");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteColumns(Utf8JsonWriter writer, IReadOnlyList<ContractColumn> columns)
    {
        writer.WriteStartArray("columns");
        foreach (var column in columns)
        {
            writer.WriteStartObject();
            writer.WriteString("key", column.Key);
            writer.WriteString("field", column.Field);
            writer.WriteString("kind", column.Kind);
            writer.WriteString("label", column.Label);
            writer.WriteString("type", column.Type);
            writer.WriteString("interval", column.Interval);
            writer.WriteString("unit", column.Unit);
            writer.WriteString("format", column.Format);
            writer.WriteString("timeZone", column.TimeZone);
            if (column.Additive is { } additive) writer.WriteBoolean("additive", additive);
            if (column.Links.Count > 0) WriteLinks(writer, column.Links);
            if (column.Colors.Count > 0)
            {
                writer.WriteStartObject("colors");
                foreach (var (value, color) in column.Colors) writer.WriteString(value, color);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    internal static void WriteCell(Utf8JsonWriter writer, ResultCell cell)
    {
        writer.WriteStartObject();
        switch (cell.Raw)
        {
            case null: writer.WriteNull("raw"); break;
            case bool flag: writer.WriteBoolean("raw", flag); break;
            case long whole: writer.WriteNumber("raw", whole); break;
            case double number: writer.WriteNumber("raw", number); break;
            case string text: writer.WriteString("raw", text); break;
            default: throw new InvalidOperationException($"A cell holds a {cell.Raw.GetType().Name}.");
        }

        writer.WriteString("formatted", cell.Formatted);
        if (cell.Exact is not null) writer.WriteString("exact", cell.Exact);
        WriteInner(writer, "previous", cell.Previous);
        WriteInner(writer, "change", cell.Change);
        writer.WriteEndObject();
    }

    private static void WriteInner(Utf8JsonWriter writer, string name, ResultCell? cell)
    {
        if (cell is null) return;
        writer.WritePropertyName(name);
        WriteCell(writer, cell);
    }
}
