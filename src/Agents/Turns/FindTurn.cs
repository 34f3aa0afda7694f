using Vitrine.Access;

namespace Vitrine.Agents.Turns;

/// <summary>Finds a turn.</summary>
public sealed class FindTurn
{
    private readonly TurnAccess access;

    internal FindTurn(TurnAccess access) => this.access = access;

    /// <summary>The turn as it stands, or a refusal (404) when there is none or this person may not know of its app.</summary>
    public async Task<TurnRecord> HandleAsync(Guid turnId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return await access.RecordAsync(await access.RequireAsync(turnId, principal, cancellationToken), principal, cancellationToken);
    }
}
