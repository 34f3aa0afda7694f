using Vitrine.Access;
using Vitrine.Semantics.Model;

namespace Vitrine.Projects.Ingest;

/// <summary>Tells which published apps of a project would break under another semantic layer. The module that knows apps and contracts has one; without it nothing is told.</summary>
public interface IContractCheck
{
    /// <summary>The apps whose contracts resolve against the layer in force and no longer against the new one.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="layer">The new layer; it is not in force yet.</param>
    /// <param name="principal">Who asks: apps that they may not see have no name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<BrokenApp>> CheckAsync(Guid projectId, SemanticLayer layer, Principal principal, CancellationToken cancellationToken);
}

/// <summary>A published app whose contracts break.</summary>
/// <param name="App">Its slug; null when whoever asks may not see it, and then findings are left out too.</param>
/// <param name="Name">Its name; null likewise.</param>
/// <param name="Findings">What breaks, a sentence each.</param>
public sealed record BrokenApp(string? App, string? Name, IReadOnlyList<string> Findings);
