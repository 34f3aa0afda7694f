namespace Vitrine.Storage.Notices;

/// <summary>With SQLite there is one process, which hears itself without a database.</summary>
internal sealed class NoNotices : IServerNotices
{
    public bool HasOthers => false;

    public Task SayAsync(string channel, IReadOnlyList<string> texts, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task HearAsync(string channel, Action<string> hear, CancellationToken cancellationToken) => Task.CompletedTask;
}
