namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>For calls that nobody watches.</summary>
internal sealed class DeafListener : IModelListener
{
    public void Text(string piece)
    {
    }

    public void Thinking(string piece)
    {
    }

    public void Input(string? tool, string piece)
    {
    }

    public Task AgainAsync(ModelCallException failure, TimeSpan wait, int attempt, CancellationToken cancellationToken) => Task.CompletedTask;
}
