namespace Vitrine.Access;

/// <summary>What a person may do in a space; each includes those before it.</summary>
public enum SpaceAccessLevel
{
    /// <summary>Nothing; the space is not known.</summary>
    None = 0,

    /// <summary>Can view.</summary>
    View = 1,

    /// <summary>Can edit.</summary>
    Edit = 2,

    /// <summary>Full access: may share it as well.</summary>
    Full = 3,
}
