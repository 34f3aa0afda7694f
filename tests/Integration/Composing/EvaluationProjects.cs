using System.Collections.Concurrent;

namespace Vitrine.Integration.Composing;

/// <summary>The projects that prompts are composed over, each opened when it is first asked for.</summary>
public sealed class EvaluationProjects : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<EvaluationProject>>> opened = new(StringComparer.Ordinal);

    internal Task<EvaluationProject> OpenAsync(string name)
        => opened.GetOrAdd(name, wanted => new Lazy<Task<EvaluationProject>>(() => EvaluationProject.StartAsync(wanted, CancellationToken.None))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var project in opened.Values) await (await project.Value).DisposeAsync();
    }
}
