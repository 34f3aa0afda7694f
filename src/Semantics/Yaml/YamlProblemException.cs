namespace Vitrine.Semantics.Yaml;

/// <summary>A YAML file that cannot be read; the message is for its author and begins as a predicate: "holds …".</summary>
internal sealed class YamlProblemException(string message, long? line = null) : Exception(message)
{
    /// <summary>1-based, or null.</summary>
    public int? Line { get; } = line is { } at ? (int)Math.Clamp(at, 1, int.MaxValue) : null;
}
