using System.Text.Json;
using Vitrine.Access;
using Vitrine.Agents.Attachments;
using Vitrine.Agents.Clarifying;
using Vitrine.Ledger;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>A row of <c>turns</c>. It changes only under its lock, see <see cref="TurnBook"/>.</summary>
internal sealed class TurnRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid ProjectId { get; init; }

    public required Guid AppId { get; init; }

    public required string AppSlug { get; init; }

    public required int Number { get; init; }

    public required Guid PersonId { get; init; }

    public required AppKind Kind { get; init; }

    public required string Prompt { get; init; }

    /// <summary>What was attached to the prompt: a JSON array of <see cref="Attachment"/>.</summary>
    public string Attachments { get; init; } = "[]";

    public int? FromVersion { get; init; }

    public TurnState State { get; set; }

    /// <summary>Since when it is in that state.</summary>
    public required DateTimeOffset StateSince { get; set; }

    /// <summary>Seconds by state, as JSON.</summary>
    public string Seconds { get; set; } = "{}";

    public required DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The job that does it. Null while it waits: for an answer, or behind a turn that does.</summary>
    public Guid? JobId { get; set; }

    /// <summary>Somebody wants it stopped; whoever holds it ends it at its next step.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>The draft as the turn found it: what must still be the draft for it to move.</summary>
    public int? ExpectedDraft { get; set; }

    /// <summary>The version that it started from; null for none.</summary>
    public int? BaseVersion { get; set; }

    /// <summary>Who does it: a language model, or the composer.</summary>
    public required string Agent { get; init; }

    /// <summary>The hash of the prompts and tools that a language model was told; null for the composer, and before it began.</summary>
    public string? Prompts { get; set; }

    /// <summary>The files while no sandbox has them: a <see cref="StoredWorkspace"/> as JSON.</summary>
    public string? Workspace { get; set; }

    public string? Question { get; set; }

    /// <summary>Which question was asked last: the call of a language model that asked it, else an id of its own. The answer belongs to it; null before the first.</summary>
    public Guid? QuestionId { get; set; }

    /// <summary>A JSON array.</summary>
    public string Choices { get; set; } = "[]";

    public string? Answer { get; set; }

    /// <summary>Whether the person wants to see a plan before anything is built.</summary>
    public bool PlanFirst { get; init; }

    /// <summary>What became clear before the first build: a <see cref="Clarification"/> as JSON; null while nobody looked.</summary>
    public string? Clarified { get; set; }

    /// <summary>The attribute values of whoever prompted, when the turn last ran: whose data question and events may hold.</summary>
    public required string Fingerprint { get; set; }

    public int? VersionNumber { get; set; }

    public string? Code { get; set; }

    public string? Message { get; set; }

    /// <summary>The number of its newest event. Raising it is also the lock under which the turn changes.</summary>
    public long LastSequence { get; set; }

    /// <summary>What was attached to the prompt, in the order of the person.</summary>
    public IReadOnlyList<Attachment> ReadAttachments() => JsonSerializer.Deserialize<Attachment[]>(Attachments, JsonSerializerOptions.Web) ?? [];

    public TurnRecord ToRecord(Principal viewer, (int OfApp, int OfOthers) ahead, LedgerSum cost)
    {
        var seesSameData = viewer.AttributesFingerprint == Fingerprint;
        var asks = State == TurnState.Waiting && seesSameData;
        var clarification = asks && Clarification.Parse(Clarified) is { IsOpen: true } open ? open : null;
        IReadOnlyList<string> choices = asks ? JsonSerializer.Deserialize<string[]>(Choices) ?? [] : [];
        return new TurnRecord
        {
            Id = Id,
            AppId = AppId,
            AppSlug = AppSlug,
            ProjectId = ProjectId,
            Number = Number,
            State = State,
            Kind = Kind,
            Prompt = Prompt,
            // A picture may show data, like what the turn says of it.
            Attachments = seesSameData ? ReadAttachments() : [],
            PersonId = PersonId,
            FromVersion = FromVersion,
            Agent = Agent,
            Prompts = Prompts,
            VersionNumber = VersionNumber,
            Code = Code,
            Message = seesSameData || Message is null ? Message : TurnEnds.ForOthers(State, VersionNumber),
            Question = asks ? Question : null,
            QuestionId = asks ? QuestionId : null,
            Choices = choices,
            Questions = clarification?.Questions ?? (asks && Question is { } asked ? [new TurnQuestion(asked, choices)] : []),
            IsBeforeBuild = clarification is not null,
            Plan = clarification?.ShownPlan,
            PlanLeft = clarification is { ShowsPlan: true } ? clarification.Left : [],
            Ahead = ahead.OfApp,
            AheadOfOthers = ahead.OfOthers,
            Cost = cost.Price,
            RepairCost = cost.RepairPrice,
            QueuedAt = QueuedAt,
            StartedAt = StartedAt,
            EndedAt = EndedAt,
            StageSeconds = JsonSerializer.Deserialize<Dictionary<string, double>>(Seconds) ?? [],
        };
    }
}
