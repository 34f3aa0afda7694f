using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vitrine.Primitives;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Dbt;

/// <summary>Reads how values are shown and offered: links, colours, values of filters. What is wrong with one is named, and the field stands without it.</summary>
internal sealed partial class PresentationReading(string table, FindingList findings)
{
    public IReadOnlyList<FieldLink> Links(Meta meta, string field)
    {
        if (!meta.Has("urls")) return [];
        var links = new List<FieldLink>();
        foreach (var entry in Try($"{table}.{field}", "urls", () => meta.Maps("urls")) ?? [])
        {
            if (Try($"{table}.{field}", "a link", () => Link(entry)) is { } link) links.Add(link);
        }

        return links;
    }

    public IReadOnlyDictionary<string, string> Colors(Meta meta, string field)
    {
        if (!meta.Has("colors")) return ReadOnlyDictionary<string, string>.Empty;
        var colors = new Dictionary<string, string>(StringComparer.Ordinal);
        var map = Try($"{table}.{field}", "colors", () => meta.Map("colors").Keys().Select(value => (value, color: meta.Map("colors").Text(value)!)).ToList()) ?? [];
        foreach (var (value, color) in map)
        {
            // It comes to stand in a page's style.
            if (Color().IsMatch(color)) colors[value] = color;
            else Name($"{table}.{field}", $"the colour of {value} is left out: write it as #rrggbb or by its name in CSS");
        }

        return colors;
    }

    public FilterValues? FilterValues(Meta meta, string field) => !meta.Has("filter_autocomplete") ? null : Try($"{table}.{field}", "filter_autocomplete", () =>
    {
        var map = meta.Map("filter_autocomplete");
        var from = map.Map("options_from_dimension");
        return new FilterValues
        {
            Values = Values(map.Raw("values")),
            AsksWarehouse = map.Flag("fetch_from_warehouse") ?? true,
            LabelDimension = map.Text("label_dimension"),
            From = from.Text("dimension") is { } dimension ? new FieldReference(from.Text("model") ?? table, dimension) : null,
        };
    });

    /// <summary>Values that stand alone, or with what people read for them.</summary>
    private static IReadOnlyList<FilterValue> Values(JsonElement values)
    {
        if (values.ValueKind is JsonValueKind.Undefined) return [];
        if (values.ValueKind != JsonValueKind.Array) throw new MetaProblemException("values must be a list");
        return [.. values.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Object
            ? new Meta(value, default) is var map && map.Text("value") is { } text ? new FilterValue(text, map.Text("label") ?? text) : throw new MetaProblemException("an entry of values has no value")
            : value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                ? Plain(value)
                : throw new MetaProblemException("values holds texts, or maps with value and label"))];
    }

    private static FilterValue Plain(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.ToString(),
        };
        return new FilterValue(text, text);
    }

    private static FieldLink Link(Meta entry)
    {
        var url = entry.Text("url")?.Trim() ?? throw new MetaProblemException("it has no url");
        var parts = new List<FieldLinkPart>();
        var at = 0;
        foreach (Match match in Value().Matches(url))
        {
            if (match.Index > at) parts.Add(new FieldLinkPart(url[at..match.Index]));
            parts.Add(Part(match.Groups["inner"].Value.Trim(), match.Value));
            at = match.Index + match.Length;
        }

        if (at < url.Length) parts.Add(new FieldLinkPart(url[at..]));
        if (parts.FirstOrDefault(part => part.Text is { } text && (text.Contains("{%", StringComparison.Ordinal) || text.Contains("{{", StringComparison.Ordinal))) is not null)
            throw new MetaProblemException($"its url {url} holds a template; of those there are ${{value.raw}}, ${{value.formatted}} and ${{row.table.field.raw}}");
        // A value may not say which server is asked, unless it is the address.
        if (parts is not [{ Text: null }] && !Address().IsMatch(parts.Count == 0 ? "" : parts[0].Text ?? ""))
            throw new MetaProblemException($"its url {url} does not begin with https:// and a server, so it is no address");
        return new FieldLink(entry.Text("label") ?? "Open", parts);
    }

    private static FieldLinkPart Part(string inner, string written)
    {
        var steps = inner.Split('|', StringSplitOptions.TrimEntries);
        // Values are always encoded.
        if (steps.Skip(1).Any(step => step is not ("url_encode" or "encodeURIComponent"))) throw new MetaProblemException($"its url holds {written}, and of filters there is url_encode");
        return steps[0].Split('.') switch
        {
            ["value", ("raw" or "formatted") and var form] => new FieldLinkPart(null, null, form == "formatted"),
            ["row", var owner, var name, ("raw" or "formatted") and var form] => new FieldLinkPart(null, new FieldReference(owner, name), form == "formatted"),
            _ => throw new MetaProblemException($"its url holds {written}; there are ${{value.raw}}, ${{value.formatted}} and ${{row.table.field.raw}}"),
        };
    }

    private T? Try<T>(string subject, string what, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (MetaProblemException problem)
        {
            Name(subject, $"{what} is left out: {problem.Message}");
            return null;
        }
    }

    private void Name(string subject, string what) => findings.Add("bad-presentation", subject, $"Of {subject} {what}.", DiagnosticSeverity.Warning);

    [GeneratedRegex(@"\$\{(?<inner>[^}]*)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Value();

    [GeneratedRegex(@"^https?://[^\s/?#\\@]+(?:[/?#][^\s\\]*)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?:#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,30}|(?:rgb|hsl)a?\([0-9., %]{5,40}\))$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Color();
}
