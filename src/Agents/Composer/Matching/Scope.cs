using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>What the words before say of those that come: "by …", "only …", "without …".</summary>
internal sealed class Scope
{
    /// <summary>Which joint stands before; null when none is in force.</summary>
    public JointKind? Role { get; set; }

    /// <summary>Whether what comes narrows for certain.</summary>
    public bool IsSure { get; set; }

    /// <summary>The first word of the joint.</summary>
    public string Lead { get; set; } = "";

    /// <summary>Whether the joint has got a value already, so that what comes after may be something else.</summary>
    public bool HasValue { get; set; }

    /// <summary>Whether what comes shall not be cut by: "not by brand".</summary>
    public bool IsDropped { get; set; }

    /// <summary>A field that waits for its value; null when none does.</summary>
    public Mention? Held { get; set; }
}
