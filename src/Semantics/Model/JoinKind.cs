namespace Vitrine.Semantics.Model;

/// <summary>Which rows a join keeps.</summary>
public enum JoinKind
{
    /// <summary>All of the tables before it.</summary>
    Left,

    /// <summary>Only those that match.</summary>
    Inner,

    /// <summary>All of the joined table.</summary>
    Right,

    /// <summary>All of both.</summary>
    Full,
}
