namespace Vitrine.Projects;

/// <summary>How much of the data a language model may see while it writes an app.</summary>
public enum DataExposure
{
    /// <summary>Names, labels and descriptions of explores and fields.</summary>
    SchemaOnly,

    /// <summary>Also sample values of dimensions.</summary>
    Samples,

    /// <summary>Also rows of the queries that it runs.</summary>
    Rows,
}
