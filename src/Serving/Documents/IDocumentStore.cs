namespace Vitrine.Serving.Documents;

/// <summary>Where the documents of versions are kept.</summary>
public interface IDocumentStore
{
    /// <summary>The document of a bundle, or null when there is none.</summary>
    /// <param name="bundle">The hash of the bundle manifest: 64 hexadecimal digits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<StoredDocument?> FindAsync(string bundle, CancellationToken cancellationToken);
}
