using System.Text.Json.Serialization;

namespace Vitrine.Agents;

/// <summary>What of a model's work is only passed on.</summary>
[JsonConverter(typeof(WireEnumConverter<PassingKind>))]
public enum PassingKind
{
    /// <summary>Words of its answer.</summary>
    Text = 0,

    /// <summary>Words of what it thinks, as far as its provider tells.</summary>
    Thinking = 1,

    /// <summary>The path of a file that it is writing.</summary>
    File = 2,

    /// <summary>The tool whose input it is writing.</summary>
    Tool = 3,

    /// <summary>All of this is over: it is kept now, or begins again.</summary>
    Over = 4,
}

/// <summary>A piece of a model's work while it comes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The next words; a path; a tool's name.</param>
/// <param name="Lines">How many lines of the file are written.</param>
public sealed record PassingWord(PassingKind Kind, string Text, int Lines = 0);
