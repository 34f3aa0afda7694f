using System.Text.Json;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Dbt;

/// <summary>Reads the parameters that a model declares.</summary>
internal static class ParameterReading
{
    public static IReadOnlyDictionary<string, Parameter> Read(Meta meta, string model)
    {
        var map = meta.Map("parameters");
        return map.Keys().Select(name => One($"{model}.{name}", map.Map(name))).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
    }

    private static Parameter One(string name, Meta meta) => new()
    {
        Name = name,
        Label = meta.Text("label"),
        Description = meta.Text("description"),
        Type = meta.Text("type") switch
        {
            null or "string" => FieldType.String,
            "number" => FieldType.Number,
            "date" => FieldType.Date,
            var other => throw new MetaProblemException($"there is no parameter type {other}"),
        },
        Default = meta.Texts("default"),
        Options = Options(meta.Raw("options")),
        IsMultiple = meta.Flag("multiple") ?? false,
    };

    private static IReadOnlyList<string> Options(JsonElement options)
    {
        if (options.ValueKind != JsonValueKind.Array) return [];
        return [.. options.EnumerateArray()
            .Select(option => option.ValueKind == JsonValueKind.Object ? Meta.Property(option, "value") : option)
            .Where(option => option.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            .Select(option => option.ValueKind == JsonValueKind.String ? option.GetString()! : option.GetRawText())];
    }
}
