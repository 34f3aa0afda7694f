using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Ledger;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>What a language model is asked.</summary>
internal sealed record ModelRequest
{
    public required LanguageModel Model { get; init; }

    /// <summary>Who it is and what holds always, in parts; all of it is kept in the provider's cache.</summary>
    public required IReadOnlyList<string> System { get; init; }

    /// <summary>What it can do.</summary>
    public required IReadOnlyList<IToolForm> Tools { get; init; }

    /// <summary>Whether it has to call the only tool that it has: its answer is what it fills in there.</summary>
    public bool MustCall { get; init; }

    public required IReadOnlyList<ModelMessage> Messages { get; init; }

    /// <summary>Tokens that the answer may have.</summary>
    public required int MaximumOutput { get; init; }

    /// <summary>Why it is asked, for the ledger.</summary>
    public LedgerCause Cause { get; init; }

    /// <summary>The call's own id, under which it stands in journal and ledger; empty before it has one.</summary>
    public Guid CallId { get; init; }

    /// <summary>Tokens that are sent, at most.</summary>
    public long InputAtMost => TokenEstimate.AtMost(this);
}
