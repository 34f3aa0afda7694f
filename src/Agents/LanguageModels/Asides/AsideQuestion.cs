using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Ledger;

namespace Vitrine.Agents.LanguageModels.Asides;

/// <summary>One small thing that a language model is asked beside the work.</summary>
/// <param name="Cause">Why, for the ledger; each is asked once in a turn.</param>
/// <param name="System">Who it is and what holds.</param>
/// <param name="Text">What it is asked.</param>
/// <param name="Form">What it fills in.</param>
/// <param name="MaximumOutput">Tokens that the answer may have.</param>
internal sealed record AsideQuestion(LedgerCause Cause, IReadOnlyList<string> System, string Text, AnswerForm Form, int MaximumOutput)
{
    /// <summary>What it is shown before that.</summary>
    public IReadOnlyList<ModelPart> Shown { get; init; } = [];
}
