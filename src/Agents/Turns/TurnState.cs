using System.Text.Json.Serialization;

namespace Vitrine.Agents.Turns;

/// <summary>Where a turn stands.</summary>
[JsonConverter(typeof(WireEnumConverter<TurnState>))]
public enum TurnState
{
    /// <summary>Waits for a worker, or for the turn before it.</summary>
    Queued = 0,

    /// <summary>The project is opened, the files are read, a sandbox is made ready.</summary>
    Preparing = 1,

    /// <summary>The agent works.</summary>
    Generating = 2,

    /// <summary>Gates run.</summary>
    Checking = 3,

    /// <summary>A question is open; it holds nothing meanwhile.</summary>
    Waiting = 4,

    /// <summary>The version is stored.</summary>
    Storing = 5,

    /// <summary>Ended with a version that can be used.</summary>
    Done = 6,

    /// <summary>Ended without one; what was written is kept as a failed version.</summary>
    Failed = 7,

    /// <summary>Ended because the data for it is not there.</summary>
    Declined = 8,

    /// <summary>Was stopped; what was written is kept as a failed version.</summary>
    Cancelled = 9,
}
