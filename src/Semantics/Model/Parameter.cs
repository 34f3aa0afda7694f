namespace Vitrine.Semantics.Model;

/// <summary>A value that SQL of the dbt project takes from outside, as <c>${lightdash.parameters.name}</c>.</summary>
public sealed record Parameter
{
    /// <summary>Its name; <c>model.name</c> for one that a model declares.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public string? Label { get; init; }

    /// <summary>What it does, or null.</summary>
    public string? Description { get; init; }

    /// <summary>String, number or date.</summary>
    public FieldType Type { get; init; }

    /// <summary>The values when nobody gives one; empty when one must be given.</summary>
    public IReadOnlyList<string> Default { get; init; } = [];

    /// <summary>Values to choose from; empty for any.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Whether values besides <see cref="Options"/> may be given.</summary>
    public bool AllowsOtherValues { get; init; }

    /// <summary>The dimension whose values may be chosen, or null.</summary>
    public FieldReference? OptionsFrom { get; init; }

    /// <summary>Whether several values may be given.</summary>
    public bool IsMultiple { get; init; }
}
