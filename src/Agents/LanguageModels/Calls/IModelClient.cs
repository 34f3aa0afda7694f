namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>
/// Asks a language model once. The client that does it stands in small ones that each add one thing: <see cref="ModelClients"/> has them in order.
/// </summary>
internal interface IModelClient
{
    /// <summary>The whole answer. What comes before it is whole is only told to the listener.</summary>
    /// <exception cref="ModelCallException">It came to nothing.</exception>
    Task<ModelAnswer> AskAsync(ModelRequest request, IModelListener listener, CancellationToken cancellationToken);
}
