namespace Vitrine.Sandboxes;

/// <summary>Whose work a sandbox does: the ledger's dimensions.</summary>
/// <param name="OrganizationId">Always known.</param>
/// <param name="ProjectId">The project, if there is one.</param>
/// <param name="AppId">The app, if there is one.</param>
/// <param name="TurnId">The turn, if there is one.</param>
/// <param name="PersonId">Who caused it.</param>
/// <param name="IsRepair">Whether it mends the tool's own mistake.</param>
public sealed record SandboxOwner(Guid OrganizationId, Guid? ProjectId, Guid? AppId, Guid? TurnId, Guid? PersonId, bool IsRepair = false);
