namespace Vitrine.Sql.Tree;

/// <summary>Types that the tree casts to and binds as. Every dialect names them in its own way.</summary>
internal enum SqlType
{
    Text,
    Whole,

    /// <summary>A whole number of more than 18 digits.</summary>
    HugeWhole,
    Double,
    Boolean,
    Date,

    /// <summary>A wall-clock time without a zone.</summary>
    Timestamp,

    /// <summary>A value whose type the place decides where it stands, as with a literal.</summary>
    Unstated,
}
