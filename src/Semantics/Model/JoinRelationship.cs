namespace Vitrine.Semantics.Model;

/// <summary>How many rows of the joined table belong to one of those before it, read from left to right.</summary>
public enum JoinRelationship
{
    /// <summary>One row has many in the joined table, so numbers of the tables before it would be counted several times.</summary>
    OneToMany,

    /// <summary>Many rows share one of the joined table, so numbers of that table would be.</summary>
    ManyToOne,

    /// <summary>Neither is multiplied.</summary>
    OneToOne,

    /// <summary>Both are.</summary>
    ManyToMany,
}
