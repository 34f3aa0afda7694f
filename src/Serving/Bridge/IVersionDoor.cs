namespace Vitrine.Serving.Bridge;

/// <summary>Opens versions of apps for the person behind the current request.</summary>
public interface IVersionDoor
{
    /// <summary>
    /// Opens a version: the published one, one that was replaced less than an hour ago (pages stay open), or any when the person
    /// may edit the app. Anything else is a refusal of the kind <see cref="Primitives.RefusalKind.NotFound"/>, whatever the reason.
    /// </summary>
    /// <param name="app">The app's slug or id.</param>
    /// <param name="number">The version's number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<OpenVersion> OpenAsync(string app, int number, CancellationToken cancellationToken);
}
