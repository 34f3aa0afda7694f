using System.Collections.Concurrent;

namespace Vitrine.Queries.Contracts;

/// <summary>Remembers contract files by their text, so that a call of a contract reads no YAML.</summary>
public sealed class ContractFileCache
{
    /// <summary>Versions that are looked at around the same time.</summary>
    private const int Most = 500;

    private readonly ConcurrentDictionary<string, ContractParseResult> files = new(StringComparer.Ordinal);

    /// <summary>The same as <see cref="ContractFileParser.Parse"/>.</summary>
    public ContractParseResult Read(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        if (files.TryGetValue(yaml, out var known)) return known;
        var read = ContractFileParser.Parse(yaml);
        if (files.Count >= Most) files.Clear();
        files[yaml] = read;
        return read;
    }
}
