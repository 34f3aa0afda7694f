namespace Vitrine.Queries.Contracts.Yaml;

/// <summary>A key with its value. Keys of one mapping are distinct.</summary>
internal sealed record YamlEntry(string Key, SourceSpot Spot, YamlValue Value);
