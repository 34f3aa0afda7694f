using Vitrine.Projects;

namespace Vitrine.Agents.Prompts;

/// <summary>What a project lets language models see of its data, in words: for the model, and for the people whose data it is.</summary>
public static class ExposureWords
{
    /// <summary>To a person, in a line, when no language model writes.</summary>
    public const string NothingLeaves = "Nothing leaves this server: the composer writes.";

    /// <summary>To the model.</summary>
    internal static string ForModel(DataExposure exposure) => exposure switch
    {
        DataExposure.SchemaOnly => "This project lets you see names, types and descriptions only: no values, no rows, no screenshots.",
        DataExposure.Samples => "This project lets you see names and sample values of dimensions: no rows, no screenshots.",
        DataExposure.Rows => "This project lets you see sample values, rows of contracts and screenshots.",
        _ => throw new InvalidOperationException($"Unknown data exposure {exposure}."),
    };

    /// <summary>To a person, in a line.</summary>
    public static string InShort(DataExposure exposure) => exposure switch
    {
        DataExposure.SchemaOnly => "The model sees names and descriptions, no data.",
        DataExposure.Samples => "The model sees names and sample values of dimensions.",
        DataExposure.Rows => "The model sees names, sample values, rows and screenshots.",
        _ => throw new InvalidOperationException($"Unknown data exposure {exposure}."),
    };

    /// <summary>To a person, what that means.</summary>
    public static string AtLength(DataExposure exposure) => exposure switch
    {
        DataExposure.SchemaOnly => "Your prompt, what you attach, and names, types and descriptions of the fields that you may see are sent to the provider of the model. Values, rows and screenshots of the data are not.",
        DataExposure.Samples => "Your prompt, what you attach, and names, types and descriptions of the fields that you may see are sent to the provider of the model, and values of dimensions when it asks for some. Rows and screenshots of the data are not.",
        DataExposure.Rows => "Your prompt, what you attach, and names, types and descriptions of the fields that you may see are sent to the provider of the model; values, rows of the app's queries and screenshots of the app when it asks for them, all as you may see them.",
        _ => throw new InvalidOperationException($"Unknown data exposure {exposure}."),
    };

    /// <summary>The choice of a level, in the settings of a project.</summary>
    public static string AsChoice(DataExposure exposure) => exposure switch
    {
        DataExposure.SchemaOnly => "Names and descriptions only",
        DataExposure.Samples => "Sample values of dimensions too",
        DataExposure.Rows => "Rows of the queries that it runs and screenshots too",
        _ => throw new InvalidOperationException($"Unknown data exposure {exposure}."),
    };
}
