namespace Vitrine.Semantics.Model;

/// <summary>The type of a field's values.</summary>
public enum FieldType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A number of any width.</summary>
    Number,

    /// <summary>A day, without a time and without a zone.</summary>
    Date,

    /// <summary>A point in time.</summary>
    Timestamp,

    /// <summary>True or false.</summary>
    Boolean,
}
