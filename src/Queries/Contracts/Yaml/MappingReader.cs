using System.Globalization;
using System.Text.RegularExpressions;
using Vitrine.Primitives;

namespace Vitrine.Queries.Contracts.Yaml;

/// <summary>Reads the keys of one mapping of the grammar. Whatever is wrong becomes a finding, and the key counts as absent.</summary>
internal sealed partial class MappingReader
{
    private readonly YamlValue.Mapping mapping;
    private readonly FindingList findings;

    private MappingReader(YamlValue.Mapping mapping, FindingList findings)
    {
        this.mapping = mapping;
        this.findings = findings;
    }

    public SourceSpot Spot => mapping.Spot;

    public FindingList Findings => findings;

    /// <summary>A reader for a value that must be a mapping of that section, or null with a finding.</summary>
    public static MappingReader? Open(YamlValue value, string section, string what, FindingList findings)
    {
        if (value is not YamlValue.Mapping mapping)
        {
            WrongType(findings, what, "a mapping of keys to values", value, null);
            return null;
        }

        var known = ContractGrammar.Sections[section];
        foreach (var entry in mapping.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            findings.Error(
                "unknown-key", $"{entry.Key} is not a key of {what}.", entry.Spot,
                NearestName.Hint(entry.Key, known) ?? $"The keys are {string.Join(", ", known)}.", entry.Key);
        }

        return new MappingReader(mapping, findings);
    }

    /// <summary>The names of a mapping whose keys the author chooses, or nothing with a finding.</summary>
    public static IReadOnlyList<YamlEntry> Named(YamlValue value, string what, FindingList findings)
    {
        if (value is not YamlValue.Mapping mapping)
        {
            WrongType(findings, what, "a mapping of names", value, null);
            return [];
        }

        return [.. mapping.Entries.Where(entry => IsName(entry.Key, entry.Spot, findings))];
    }

    public static bool IsName(string name, SourceSpot spot, FindingList findings)
    {
        if (NamePattern().IsMatch(name)) return true;
        findings.Error("bad-name", $"{Shown(name)} is not a name.", spot, "Use letters, digits and underscores, beginning with a letter; at most 64.");
        return false;
    }

    public YamlEntry? Find(string key) => mapping.Entries.FirstOrDefault(entry => entry.Key == key);

    public SourceSpot SpotOf(string key) => Find(key)?.Value.Spot ?? Spot;

    public void Missing(string key, string what)
        => findings.Error("missing-key", $"{what} needs {key}.", Spot, null, key);

    public string? Text(string key)
        => Find(key) is { } entry ? Text(entry.Value, key) : null;

    public string? Text(YamlValue value, string what)
    {
        if (value is not YamlValue.Scalar { IsNull: false } scalar)
        {
            WrongType(findings, what, "text", value, null);
            return null;
        }

        if (string.IsNullOrWhiteSpace(scalar.Text) || scalar.Text.Length > ContractLimits.MaximumTextLength)
        {
            findings.Error("bad-value", $"{what} is empty or too long.", value.Spot, $"At most {ContractLimits.MaximumTextLength} characters.", what);
            return null;
        }

        return scalar.Text;
    }

    public bool? Flag(string key)
    {
        if (Find(key) is not { } entry) return null;
        if (entry.Value is YamlValue.Scalar { IsPlain: true, Text: "true" or "false" } scalar) return scalar.Text == "true";
        WrongType(findings, key, "true or false", entry.Value, null);
        return null;
    }

    public int? Number(string key, int from, int to)
    {
        if (Find(key) is not { } entry) return null;
        if (entry.Value is not YamlValue.Scalar { IsPlain: true } scalar
            || !long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            WrongType(findings, key, "a whole number", entry.Value, null);
            return null;
        }

        if (number >= from && number <= to) return (int)number;
        findings.Error("out-of-range", $"{key} is {number}, and must be between {from} and {to}.", entry.Value.Spot, null, key);
        return null;
    }

    public decimal? Decimal(string key)
    {
        if (Find(key) is not { } entry) return null;
        if (entry.Value is YamlValue.Scalar { IsPlain: true } scalar
            && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        WrongType(findings, key, "a number", entry.Value, null);
        return null;
    }

    /// <summary>One of the given words, or null with a finding.</summary>
    public string? Word(string key, IReadOnlyList<string> words) => Find(key) is { } entry ? Word(entry.Value, key, words) : null;

    public string? Word(YamlValue value, string what, IReadOnlyList<string> words)
    {
        if (Text(value, what) is not { } text) return null;
        if (words.Contains(text)) return text;
        findings.Error(
            "bad-value", $"{Shown(text)} is not a value of {what}.", value.Spot,
            NearestName.Hint(text, words) ?? $"It is one of {string.Join(", ", words)}.", what);
        return null;
    }

    public FieldMention? Field(string key) => Find(key) is { } entry ? Field(entry.Value, key) : null;

    /// <summary>A field of the form <c>model.field</c>, or null with a finding.</summary>
    public FieldMention? Field(YamlValue value, string what)
    {
        if (Text(value, what) is not { } text) return null;
        if (FieldPattern().IsMatch(text)) return new FieldMention(text, value.Spot);
        findings.Error("bad-field", $"{Shown(text)} is not a field.", value.Spot, "Fields are written model.field, for example orders.revenue.", what);
        return null;
    }

    /// <summary>A field or the name of a slot, or null with a finding.</summary>
    public FieldMention? FieldOrSlot(YamlValue value, string what)
    {
        if (Text(value, what) is not { } text) return null;
        if (FieldPattern().IsMatch(text) || NamePattern().IsMatch(text)) return new FieldMention(text, value.Spot);
        findings.Error("bad-field", $"{Shown(text)} is neither a field nor a slot.", value.Spot, "Fields are written model.field; slots by their name.", what);
        return null;
    }

    public IReadOnlyList<FieldMention> Fields(string key)
        => [.. List(key).Select(item => Field(item, key)).OfType<FieldMention>()];

    /// <summary>The items of a list; empty, with a finding where something else stands.</summary>
    public IReadOnlyList<YamlValue> List(string key) => Find(key) is { } entry ? Items(entry.Value, key) : [];

    public IReadOnlyList<YamlValue> Items(YamlValue value, string what)
    {
        if (value is YamlValue.Sequence sequence) return sequence.Items;
        WrongType(findings, what, "a list", value, value is YamlValue.Scalar { IsNull: false } scalar && scalar.Text.Length < 60 ? $"Write [{scalar.Text}]." : null);
        return [];
    }

    private static void WrongType(FindingList findings, string what, string expected, YamlValue found, string? hint)
        => findings.Error("wrong-type", $"{what} must be {expected}, and this is {Describe(found)}.", found.Spot, hint, what);

    private static string Describe(YamlValue value)
        => value is YamlValue.Scalar { IsNull: false } scalar ? Shown(scalar.Text) : value.Kind;

    private static string Shown(string text)
        => "\"" + (text.Length > 60 ? text[..60] + "…" : text).ReplaceLineEndings(" ") + "\"";

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,127}\\.[A-Za-z_][A-Za-z0-9_]{0,255}$", RegexOptions.CultureInvariant)]
    private static partial Regex FieldPattern();
}
