using System.Runtime.CompilerServices;
using System.Text.Json;
using Vitrine.Agents.Turns;

namespace Vitrine.Web.Commands.Prompting;

/// <summary>Follows a turn over HTTP; a stream that breaks off is taken up where it was.</summary>
internal static class TurnFollowing
{
    public static async IAsyncEnumerable<TurnEvent> FollowAsync(ServerConnection server, Guid turn, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = after;
        for (var silent = 0; silent < 5; silent++)
        {
            await foreach (var entry in ReadAsync(server, $"/api/v1/turns/{turn}/events?after={last}", cancellationToken))
            {
                (last, silent) = (entry.Sequence, 0);
                yield return entry;
                // A question waits for a person; there is nobody here to wait for.
                if (entry.Kind is TurnEventKinds.Ended or TurnEventKinds.Question) yield break;
            }

            // The server ends a stream when there is nothing more to come, also of a turn that ended before it was followed.
            if ((await server.GetAsync<TurnRecord>($"/api/v1/turns/{turn}", cancellationToken)).State is >= TurnState.Done or TurnState.Waiting) yield break;
        }
    }

    private static async IAsyncEnumerable<TurnEvent> ReadAsync(ServerConnection server, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string prefix = "data: ";
        await using var lines = server.StreamAsync(path, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await lines.MoveNextAsync()) yield break;
            }
            catch (Exception cause) when (cause is HttpRequestException or IOException)
            {
                yield break;
            }

            if (lines.Current.StartsWith(prefix, StringComparison.Ordinal) && JsonSerializer.Deserialize<TurnEvent>(lines.Current[prefix.Length..], JsonSerializerOptions.Web) is { } entry) yield return entry;
        }
    }
}
