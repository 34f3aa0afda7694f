namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>That a call may be made.</summary>
/// <param name="CallId">The id under which it stands in journal and ledger.</param>
/// <param name="MaximumOutput">Tokens that its answer may have: fewer than were asked for where the budgets have no room for more.</param>
internal sealed record ModelPermit(Guid CallId, int MaximumOutput);
