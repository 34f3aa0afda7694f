using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;
using Vitrine.Storage.Database;

namespace Vitrine.Storage.Notices;

/// <summary>Notices over PostgreSQL's <c>LISTEN</c> and <c>NOTIFY</c>. A pooler between them that hands out connections by transaction lets nothing through: then nobody hears anything, and nothing else happens.</summary>
internal sealed class PostgresNotices(DatabaseTarget target, TimeProvider clock, ILogger<PostgresNotices> log) : IServerNotices
{
    // A database that starts again is there in seconds.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // In seconds: finds out that the other end is gone without a word.
    private const int SignOfLife = 30;

    private readonly string listening = new NpgsqlConnectionStringBuilder(target.ConnectionString) { Pooling = false, KeepAlive = SignOfLife, ApplicationName = "vitrine listening" }.ConnectionString;

    public bool HasOthers => true;

    public async Task SayAsync(string channel, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var text in texts) batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_notify($1, $2)") { Parameters = { new() { Value = channel }, new() { Value = text } } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task HearAsync(string channel, Action<string> hear, CancellationToken cancellationToken)
    {
        // Identifiers cannot be bound.
        if (channel.Length == 0 || channel.Any(letter => letter is not ((>= 'a' and <= 'z') or '_'))) throw new ArgumentException("A channel has lower-case letters and underscores.", nameof(channel));
        for (var wasLost = false; ; wasLost = true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(listening);
                connection.Notification += (_, notice) => hear(notice.Payload);
                await connection.OpenAsync(cancellationToken);
                await using (var listen = new NpgsqlCommand($"LISTEN {channel}", connection)) await listen.ExecuteNonQueryAsync(cancellationToken);
                if (wasLost) log.LogInformation("What other servers say is heard again");
                while (true) await connection.WaitAsync(cancellationToken);
            }
            catch (Exception cause) when (!cancellationToken.IsCancellationRequested && cause is NpgsqlException or IOException or SocketException or TimeoutException)
            {
                if (!wasLost) log.LogWarning("What other servers say is not heard for now: {Reason}", cause.Message);
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
