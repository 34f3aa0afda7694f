using System.Runtime.CompilerServices;
using Vitrine.Access;

namespace Vitrine.Agents.Turns;

/// <summary>Lets somebody hear a language model while it works.</summary>
public sealed class HearTurn
{
    private readonly TurnAccess access;
    private readonly PassingWords words;

    internal HearTurn(TurnAccess access, PassingWords words) => (this.access, this.words) = (access, words);

    /// <summary>
    /// What is said from now on, until it is given up; nothing that was said before. People whose data differs from that of who prompted hear nothing. Refuses as <see cref="FindTurn"/> does.
    /// </summary>
    public async IAsyncEnumerable<PassingWord> HandleAsync(Guid turnId, Principal principal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await access.RequireAsync(turnId, principal, cancellationToken);
        await foreach (var word in words.ListenAsync(turnId, principal.AttributesFingerprint, cancellationToken)) yield return word;
    }
}
