namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>Hears an answer while it comes.</summary>
internal interface IModelListener
{
    /// <summary>More words of the answer.</summary>
    void Text(string piece);

    /// <summary>More words of what it thinks, as far as the provider tells.</summary>
    void Thinking(string piece);

    /// <summary>More of the input of the tool that it is about to call, and the tool's name with the first piece.</summary>
    void Input(string? tool, string piece);

    /// <summary>The call came to nothing so far; it is made again after a while, from its start.</summary>
    Task AgainAsync(ModelCallException failure, TimeSpan wait, int attempt, CancellationToken cancellationToken);
}
