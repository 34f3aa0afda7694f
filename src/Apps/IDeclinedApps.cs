using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>
/// Tells apps for which nothing was ever built because every prompt was declined. Lists leave them out, so that a prompt about data that is not there leaves no empty app behind; whoever
/// prompted still has the address, reads why, and asks for something else. What does turns implements it.
/// </summary>
public interface IDeclinedApps
{
    /// <summary>Those among these apps, all without a version.</summary>
    Task<IReadOnlySet<Guid>> FindAsync(VitrineDatabase database, IReadOnlyCollection<Guid> apps, CancellationToken cancellationToken);
}
