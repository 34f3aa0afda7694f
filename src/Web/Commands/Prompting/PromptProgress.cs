using System.Diagnostics;
using System.Text.Json;
using Vitrine.Agents.Spending;
using Vitrine.Agents.Turns;
using Vitrine.Web.Components;

namespace Vitrine.Web.Commands.Prompting;

/// <summary>What has happened so far, as one looks at it.</summary>
internal sealed class PromptProgress(TurnRecord turn)
{
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly List<(string Gate, string Status, long Milliseconds, int Findings)> gates = [];
    private readonly List<string> screenshots = [];

    public TurnRecord Turn { get; } = turn;

    /// <summary>What was expected of it before it was sent; null for nothing.</summary>
    public TurnEstimate? Estimate { get; init; }

    public string Stage { get; private set; } = turn.State.ToString().ToLowerInvariant();

    /// <summary>What it does at this moment, such as the file that is written.</summary>
    public string Doing { get; private set; } = "";

    /// <summary>What the turn has cost so far, in US dollars.</summary>
    public decimal Cost { get; private set; } = turn.Cost;

    public int FilesWritten { get; private set; }

    /// <summary>Number of the last event.</summary>
    public long Last { get; private set; }

    public IReadOnlyList<(string Gate, string Status, long Milliseconds, int Findings)> Gates => gates;

    /// <summary>Names of pictures, in the order in which they were made.</summary>
    public IReadOnlyList<string> Screenshots => screenshots;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);

    /// <summary>Takes an event in; returns the line that says it, or null when it is not worth one.</summary>
    public string? Take(TurnEvent entry)
    {
        Last = entry.Sequence;
        switch (entry.Kind)
        {
            case TurnEventKinds.Stage:
                Stage = Text(entry, "stage");
                Doing = "";
                return Stage;
            case TurnEventKinds.Step:
                return Doing = Text(entry, "label");
            case TurnEventKinds.Text:
                return Text(entry, "text");
            case TurnEventKinds.Wait:
                return $"{Text(entry, "reason")}; trying again in {Number(entry, "seconds")} s";
            case TurnEventKinds.File:
                FilesWritten++;
                Doing = $"{Text(entry, "change")} {Text(entry, "path")}";
                return $"{Doing} ({Number(entry, "lines")} lines) +{Number(entry, "added")} −{Number(entry, "removed")}";
            case TurnEventKinds.Gate:
                return TakeGate(entry);
            case TurnEventKinds.Cost:
                if (entry.Data.TryGetProperty("dollars", out var dollars)) Cost = Math.Max(Cost, dollars.GetDecimal());
                return $"it has cost {Wording.Dollars(Cost)} so far";
            case TurnEventKinds.Screenshot:
                if (!screenshots.Contains(Text(entry, "name"))) screenshots.Add(Text(entry, "name"));
                return null;
            default:
                return null;
        }
    }

    private string? TakeGate(TurnEvent entry)
    {
        var gate = (Gate: Text(entry, "gate"), Status: Text(entry, "status"), Milliseconds: Number(entry, "milliseconds"), Findings: (int)Number(entry, "findings"));
        var at = gates.FindIndex(known => known.Gate == gate.Gate);
        if (at < 0) gates.Add(gate);
        else gates[at] = gate;
        return gate.Status == "running" ? null : $"gate {gate.Gate}: {gate.Status} ({gate.Milliseconds} ms{(gate.Findings > 0 ? $", {gate.Findings} findings" : "")})";
    }

    private static string Text(TurnEvent entry, string name) => entry.Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static long Number(TurnEvent entry, string name) => entry.Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? (long)value.GetDouble() : 0;
}
