using System.Text.Json;
using Vitrine.Agents;
using Vitrine.Agents.Clarifying;
using Vitrine.Agents.Turns;

namespace Vitrine.Web.Pages.Building;

/// <summary>A turn as the chat shows it: what the events so far say.</summary>
public sealed class TurnFeed(TurnRecord turn)
{
    private readonly List<Entry> entries = [];
    private readonly List<Gate> gates = [];

    /// <summary>Something in the order in which it happened.</summary>
    /// <param name="Kind"><c>text</c>, <c>thought</c>, <c>answer</c>, <c>step</c> or <c>file</c>.</param>
    /// <param name="Text">What is said; the path of a file.</param>
    /// <param name="Detail">What was done to a file, in words.</param>
    /// <param name="Change">What was done to a file, in lines; null where that is not known.</param>
    public sealed record Entry(string Kind, string Text, string? Detail = null, Change? Change = null);

    /// <summary>Lines that came to a file and went.</summary>
    /// <param name="Added">How many are new.</param>
    /// <param name="Removed">How many are gone.</param>
    /// <param name="Diff">Which, as a unified diff; null when it is too long, or not this person's to see.</param>
    public sealed record Change(int Added, int Removed, string? Diff);

    /// <summary>A gate in its last run.</summary>
    public sealed record Gate(string Name, string Status, long Milliseconds, int Findings);

    /// <summary>The turn as it stood last.</summary>
    public TurnRecord Turn { get; set; } = turn;

    /// <summary>Number of the last event.</summary>
    public long Last { get; private set; }

    public IReadOnlyList<Entry> Entries => entries;

    public IReadOnlyList<Gate> Gates => gates;

    public TurnState State { get; private set; } = turn.State;

    /// <summary>What a language model says at this moment; it is an entry when it is whole.</summary>
    public string LiveText { get; private set; } = "";

    /// <summary>What it thinks at this moment.</summary>
    public string LiveThought { get; private set; } = "";

    /// <summary>The file that it writes at this moment, and how far it is; null while it writes none.</summary>
    public Entry? LiveFile { get; private set; }

    /// <summary>Why the language model has to be waited for, and until when; null while it has not.</summary>
    public (string Reason, DateTimeOffset Until)? Wait { get; private set; }

    /// <summary>What it has cost so far, in US dollars.</summary>
    public decimal Cost { get; private set; } = turn.Cost;

    /// <summary>The newest build, which the other gates may still judge; null before there is one.</summary>
    public string? Build { get; private set; }

    /// <summary>What a language model means to build; null before it says so, and for agents that plan in another form.</summary>
    public BuildPlan? Plan { get; private set; }

    public bool IsOpen { get; set; }

    /// <summary>Whether all of its events have been read.</summary>
    public bool IsRead { get; set; }

    /// <summary>Seconds that the work took: neither those in the queue, nor those in which a person was waited for.</summary>
    public double WorkSeconds => Turn.StageSeconds.Values.Sum() - Spent(TurnState.Queued) - Spent(TurnState.Waiting);

    /// <summary>Seconds since it was sent while it waits for its turn, and then those of its work so far.</summary>
    public double ElapsedSeconds(DateTimeOffset now) => Math.Max(0, (now - Turn.QueuedAt).TotalSeconds - Spent(TurnState.Waiting) - (State == TurnState.Queued ? 0 : Spent(TurnState.Queued)));

    public string StageText => State switch
    {
        TurnState.Queued => QueuedText,
        TurnState.Preparing => "Preparing the workspace",
        TurnState.Generating => "Writing the app",
        TurnState.Checking => "Checking it",
        TurnState.Waiting => "Waiting for your answer",
        TurnState.Storing => "Storing the version",
        TurnState.Done => "Done",
        TurnState.Failed => "Failed",
        TurnState.Declined => "Declined",
        TurnState.Cancelled => "Stopped",
        _ => throw new InvalidOperationException("A state without words."),
    };

    // What is before it in its own app has to end first; of others, some may run beside it.
    private string QueuedText => (Turn.Ahead, Turn.AheadOfOthers) switch
    {
        (1, _) => "Waiting for the prompt before it",
        ( > 1, _) => $"Waiting for {Turn.Ahead} prompts before it",
        (_, 1) => "Waiting for a place; a prompt of another app came earlier",
        (_, > 1) => $"Waiting for a place; {Turn.AheadOfOthers} prompts of other apps came earlier",
        _ => "Waiting to start",
    };

    /// <summary>Takes a piece of a model's work.</summary>
    public void Hear(PassingWord word)
    {
        ArgumentNullException.ThrowIfNull(word);
        Wait = null;
        switch (word.Kind)
        {
            case PassingKind.Text:
                LiveText = Tail(LiveText + word.Text);
                break;
            case PassingKind.Thinking:
                LiveThought = Tail(LiveThought + word.Text);
                break;
            case PassingKind.Tool:
                LiveFile = null;
                break;
            case PassingKind.File:
                LiveFile = new Entry("file", word.Text, word.Lines > 1 ? $"{word.Lines} lines so far" : "begun");
                break;
            case PassingKind.Over:
                (LiveText, LiveThought, LiveFile) = ("", "", null);
                break;
        }
    }

    public void Take(TurnEvent entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Sequence <= Last) return;
        Last = entry.Sequence;
        switch (entry.Kind)
        {
            case TurnEventKinds.Stage:
                if (Enum.TryParse<TurnState>(Text(entry, "stage"), ignoreCase: true, out var state)) State = state;
                // A repair checks anew; what the last check said is history.
                if (State == TurnState.Checking) gates.Clear();
                break;
            case TurnEventKinds.Text:
                LiveText = "";
                Add(new Entry("text", Text(entry, "text")));
                break;
            case TurnEventKinds.Thought:
                LiveThought = "";
                Add(new Entry("thought", Text(entry, "text")));
                break;
            case TurnEventKinds.Wait:
                Wait = (Text(entry, "reason"), entry.At.AddSeconds(entry.Data.TryGetProperty("seconds", out var seconds) ? seconds.GetDouble() : 0));
                break;
            case TurnEventKinds.Answer:
                Add(new Entry("answer", Text(entry, "text")));
                break;
            case TurnEventKinds.Plan:
                if (entry.Data.TryGetProperty("plan", out var plan) && plan.ValueKind == JsonValueKind.Object && plan.TryGetProperty("contracts", out _)) TakePlan(plan.Deserialize<BuildPlan>(JsonSerializerOptions.Web));
                break;
            case TurnEventKinds.Step:
                Add(new Entry("step", Text(entry, "label")));
                break;
            case TurnEventKinds.File:
                LiveFile = null;
                Add(FileOf(entry));
                break;
            case TurnEventKinds.Gate:
                var gate = new Gate(Text(entry, "gate"), Text(entry, "status"), Number(entry, "milliseconds"), (int)Number(entry, "findings"));
                var at = gates.FindIndex(known => known.Name == gate.Name);
                if (at < 0) gates.Add(gate);
                else gates[at] = gate;
                break;
            case TurnEventKinds.Cost:
                if (entry.Data.TryGetProperty("dollars", out var dollars)) Cost = Math.Max(Cost, dollars.GetDecimal());
                break;
            case TurnEventKinds.Preview:
                Build = Text(entry, "bundle");
                break;
            case TurnEventKinds.Ended:
                if (Enum.TryParse<TurnState>(Text(entry, "state"), ignoreCase: true, out var ended)) State = ended;
                break;
        }
    }

    private double Spent(TurnState state) => Turn.StageSeconds.GetValueOrDefault(state.ToString().ToLowerInvariant());

    // Who looks sees the end of a long thought; the whole of it follows.
    private static string Tail(string text) => text.Length <= 4000 ? text : text[^4000..];

    private static Entry FileOf(TurnEvent entry)
    {
        var lines = Number(entry, "lines");
        var detail = Text(entry, "change") == "deleted" ? "deleted" : lines == 1 ? "1 line" : $"{lines} lines";
        return new Entry("file", Text(entry, "path"), detail, entry.Data.TryGetProperty("added", out _) ? new Change((int)Number(entry, "added"), (int)Number(entry, "removed"), Text(entry, "diff")) : null);
    }

    // It stands where it was made, or where a person changed it: below what came after it, it would wander down the page.
    private void TakePlan(BuildPlan? plan)
    {
        Plan = plan;
        entries.RemoveAll(entry => entry.Kind == "plan");
        Add(new Entry("plan", "The plan"));
    }

    private void Add(Entry entry)
    {
        if (entry.Text.Length > 0 && (entries.Count == 0 || entries[^1] != entry)) entries.Add(entry);
    }

    private static string Text(TurnEvent entry, string name) => entry.Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static long Number(TurnEvent entry, string name) => entry.Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? (long)value.GetDouble() : 0;
}
