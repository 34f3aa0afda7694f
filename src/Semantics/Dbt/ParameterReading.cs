using System.Text.Json;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Dbt;

/// <summary>Reads the parameters that a model declares.</summary>
internal static class ParameterReading
{
    public static IReadOnlyDictionary<string, Parameter> Read(Meta meta, string model)
    {
        var map = meta.Map("parameters");
        return map.Keys().Select(name => One(name, map.Map(name)) with { Name = $"{model}.{name}" }).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
    }

    /// <summary>A parameter under its own name.</summary>
    public static Parameter One(string name, Meta meta) => new()
    {
        Name = name.Length > 0 && name.All(letter => letter is '_' or '-' || char.IsAsciiLetterOrDigit(letter)) ? name : throw new MetaProblemException($"a parameter cannot be called \"{name}\"; use letters, digits, _ and -"),
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
        AllowsOtherValues = meta.Flag("allow_custom_values") ?? false,
        OptionsFrom = meta.Map("options_from_dimension") is var from && from.Text("model") is { } owner && from.Text("dimension") is { } dimension ? new FieldReference(owner, dimension) : null,
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
