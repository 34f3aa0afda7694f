namespace Vitrine.Agents.Files;

/// <summary>What became of a file.</summary>
public enum SourceChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is another.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}
