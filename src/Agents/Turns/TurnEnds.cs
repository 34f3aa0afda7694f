using System.Globalization;
using Vitrine.Apps;

namespace Vitrine.Agents.Turns;

/// <summary>The reasons that the product itself gives for an end, each with a sentence that a person can act on. Agents bring their own.</summary>
internal static class TurnEnds
{
    /// <summary>What a version of stopped work says of itself.</summary>
    public const string Stopped = "Stopped before it was done.";

    public static TurnEnd Cancelled(int? version)
        => new(TurnState.Cancelled, "turns.cancelled", version is { } number ? $"Stopped. What was written so far is kept as version {Text(number)}; a prompt can continue it." : "Stopped before anything was written.", version);

    /// <summary>Done, with what is to be known of the version.</summary>
    public static TurnEnd Done(string summary, InsertVersion.Result version, bool isUnverified) => version.DraftMoved
        ? new(TurnState.Done, "draft_moved", $"{summary}\n\n{Moved(version)} This work is version {Text(version.Number)}: restore it to make it the draft.", version.Number)
        : isUnverified
            ? new(TurnState.Done, "turns.unverified", $"{summary}\n\nNot every gate could run on this machine, so this version is unverified; its gate report says why.", version.Number)
            : new(TurnState.Done, null, summary, version.Number);

    private static string Moved(InsertVersion.Result version)
    {
        var who = version.IsOwnDraft ? "You" : "Somebody else";
        return version.Draft is { } draft ? $"{who} made version {Text(draft)} the draft while this ran, so it stays there." : "The draft was moved while this ran, so it stays where it is.";
    }

    /// <summary>What people hear of an end whose own sentence may hold values of data that they do not see.</summary>
    public static string ForOthers(TurnState state, int? version)
    {
        var how = state switch
        {
            TurnState.Done => "Done.",
            TurnState.Failed => "It did not work out.",
            TurnState.Declined => "Declined.",
            TurnState.Cancelled => "Stopped.",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
        return $"{how}{(version is { } number ? $" It is version {Text(number)}." : "")} What was said about it is for people who see the same data as the one who prompted.";
    }

    public static TurnEnd Declined(string message) => new(TurnState.Declined, "turns.declined", message);

    public static TurnEnd Failed(string code, string message, int? version = null)
        => new(TurnState.Failed, code, version is { } number ? $"{message} What was written is kept as version {Text(number)}; a prompt can continue it." : message, version);

    /// <summary>The sentence for a job that ended without its handler's doing. Its number is the one under which the server's log has what happened.</summary>
    public static (string Code, string Message) OfJob(string reason, Guid jobId) => reason switch
    {
        "jobs.attempts-spent" => ("turns.interrupted", "The server was stopped several times during this work, and it was given up. Send the prompt again."),
        "jobs.failed" => ("turns.internal", $"Something in Vitrine itself went wrong, three times. Send the prompt again. If it happens once more, tell whoever runs this server: its log has it under {jobId}."),
        _ => (reason, "This work ended early. Send the prompt again."),
    };

    /// <summary>The same end, when not even a failed version could be stored.</summary>
    public static TurnEnd NotKept(TurnEnd end)
        => end with { Message = $"{(end.State == TurnState.Cancelled ? "Stopped." : end.Message)} What was written could not be kept, since nothing can be stored at the moment." };

    /// <param name="limit">How long it might take.</param>
    /// <param name="isWaiting">Whether its provider was waited for at the end.</param>
    public static (string Code, string Message) TimedOut(TimeSpan limit, bool isWaiting)
        => ("turns.timed-out", $"The work took longer than {Long(limit)} and was ended{(isWaiting ? " while its model could not be reached. Try again later, or choose another model." : ". Ask for less at a time.")}");

    public static (string Code, string Message) GatesFailed { get; } = ("turns.gates-failed", "The app does not pass its gates; the Problems tab says why.");

    private static string Long(TimeSpan time)
    {
        string[] parts = [Some((int)time.TotalMinutes, "minute"), Some(time.Seconds, "second")];
        return string.Join(' ', parts.Where(part => part.Length > 0)) is { Length: > 0 } text ? text : "it may";
    }

    private static string Some(int number, string unit) => number switch { 0 => "", 1 => $"1 {unit}", _ => $"{Text(number)} {unit}s" };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
