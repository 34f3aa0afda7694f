using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Vitrine.Sandboxes.Host;

/// <summary>Which sandboxes a list is to show, and which page of them.</summary>
internal sealed record SandboxQuery(IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<string> States, string? Template, DateTimeOffset? StartedAfter, bool IsAscending, int Limit, string? After)
{
    private const int MostOfAPage = 100;
    private static readonly string[] Known = ["metadata", "state", "template", "startedAfter", "order", "limit", "nextToken"];

    /// <exception cref="HostRefusal">400, and 501 for what is not served: a list that passes a condition over shows what was not asked for.</exception>
    public static SandboxQuery Read(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(name => !Known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } other) throw HostRefusal.NotSupported($"Listing by '{(other.Length <= 60 ? other : other[..60])}'");
        // The SDK escapes names and values, makes a query of them, and escapes that as the value of another one.
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in QueryHelpers.ParseQuery(query["metadata"].ToString())) metadata[Uri.UnescapeDataString(name)] = Uri.UnescapeDataString(value.ToString());
        var states = query["state"].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (states.Find(state => state is not ("running" or "paused")) is { } unknown) throw new HostRefusal(400, $"state '{unknown}' is neither running nor paused");
        var limit = MostOfAPage;
        if (query["limit"].ToString() is { Length: > 0 } given && (!int.TryParse(given, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MostOfAPage)) throw new HostRefusal(400, $"limit is a number of 1 to {MostOfAPage}");
        return new SandboxQuery(metadata, states, query["template"].ToString() is { Length: > 0 } template ? template : null, Moment(query["startedAfter"].ToString()), query["order"] == "asc", limit, Decode(query["nextToken"].ToString()));
    }

    /// <summary>A page, the newest first, and the token of the next page; null when this is the last.</summary>
    public (IReadOnlyList<HostedSandbox> Page, string? Next) Select(IReadOnlyList<HostedSandbox> all)
    {
        var fitting = all.Where(sandbox => (States.Count == 0 || States.Contains(sandbox.IsPaused ? "paused" : "running"))
            && (Template is null || sandbox.Record.Template == Template)
            && (StartedAfter is not { } moment || sandbox.Record.Started >= moment)
            && Metadata.All(pair => sandbox.Record.Metadata.TryGetValue(pair.Key, out var value) && value == pair.Value));
        var ordered = IsAscending ? fitting.OrderBy(Key, StringComparer.Ordinal) : fitting.OrderByDescending(Key, StringComparer.Ordinal);
        var rest = ordered.Where(sandbox => After is null || (string.CompareOrdinal(Key(sandbox), After) > 0 == IsAscending && Key(sandbox) != After)).Take(Limit + 1).ToList();
        var page = rest.Take(Limit).ToList();
        return (page, rest.Count > Limit ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Key(page[^1]))) : null);
    }

    private static string Key(HostedSandbox sandbox) => sandbox.Record.Started.UtcDateTime.ToString("yyyyMMddHHmmssfffffff", CultureInfo.InvariantCulture) + sandbox.Record.Id;

    private static DateTimeOffset? Moment(string text)
    {
        if (text.Length == 0) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : throw new HostRefusal(400, "startedAfter is a moment such as 2026-01-31T12:00:00Z");
    }

    private static string? Decode(string token)
    {
        if (token.Length == 0) return null;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw new HostRefusal(400, "nextToken is none of this host's");
        }
    }
}
