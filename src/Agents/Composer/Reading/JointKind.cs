namespace Vitrine.Agents.Composer.Reading;

/// <summary>What a joining word says of the words after it.</summary>
internal enum JointKind
{
    /// <summary>They say what to break down by.</summary>
    By,

    /// <summary>They narrow the rows.</summary>
    Only,

    /// <summary>They take rows out.</summary>
    Not,

    /// <summary>They are to be chosen by the viewer.</summary>
    Control,

    /// <summary>A new wish begins.</summary>
    Break,

    /// <summary>The wish goes on.</summary>
    And,

    /// <summary>They are counted.</summary>
    Count,

    /// <summary>They get a page of their own.</summary>
    Page,

    /// <summary>They are shown against each other.</summary>
    Versus,
}
