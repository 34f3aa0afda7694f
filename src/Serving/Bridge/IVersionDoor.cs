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

    /// <summary>Opens any version of an app that the person may edit, or refuses.</summary>
    /// <param name="app">The app's slug or id.</param>
    /// <param name="number">The version's number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<OpenVersion> OpenForEditingAsync(string app, int number, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a build of a turn that is at work, before it is a version: for whoever prompted it, and for nobody else. Anything else is a refusal of the kind
    /// <see cref="Primitives.RefusalKind.NotFound"/>.
    /// </summary>
    /// <param name="turn">The turn.</param>
    /// <param name="bundle">The hash of its bundle manifest, as the turn told it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<OpenVersion> OpenBuildAsync(Guid turn, string bundle, CancellationToken cancellationToken);
}
