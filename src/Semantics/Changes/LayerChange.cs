namespace Vitrine.Semantics.Changes;

/// <summary>What may happen to a semantic layer from one ingest to the next.</summary>
public enum LayerChangeKind
{
    /// <summary>An explore is new, with all its fields.</summary>
    ExploreAdded,

    /// <summary>An explore is gone, with all its fields.</summary>
    ExploreRemoved,

    /// <summary>A field is new in explores that were there.</summary>
    FieldAdded,

    /// <summary>A field is gone from explores that are still there, or is hidden now.</summary>
    FieldRemoved,

    /// <summary>A field has another type, or is computed in another way.</summary>
    TypeChanged,
}

/// <summary>One difference between two semantic layers.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Field">The field as <c>table.field</c>; null when it is about an explore.</param>
/// <param name="Explores">The explores in which it happened, by name.</param>
/// <param name="Before">For a changed or removed field what it was, such as <c>sum (number)</c>; null otherwise.</param>
/// <param name="After">For a changed or added field what it is; null otherwise.</param>
public sealed record LayerChange(LayerChangeKind Kind, string? Field, IReadOnlyList<string> Explores, string? Before, string? After);
