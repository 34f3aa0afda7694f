using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>Shows everything that a turn sent to a language model and heard from it.</summary>
public sealed class FindTranscript
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly TurnAccess access;
    private readonly ConversationStore store;

    internal FindTranscript(IDbContextFactory<VitrineDatabase> databases, TurnAccess access, IObjectStore objects)
        => (this.databases, this.access, store) = (databases, access, new ConversationStore(objects));

    /// <summary>A transcript.</summary>
    /// <param name="Calls">The calls, in order; empty when no language model was asked.</param>
    public sealed record Transcript(IReadOnlyList<Call> Calls);

    /// <summary>One attempt to ask.</summary>
    /// <param name="Number">1, 2, 3 … within the turn.</param>
    /// <param name="Model">The model.</param>
    /// <param name="State">What became of it: <c>sent</c>, <c>answered</c>, <c>settled</c>, <c>failed</c> or <c>lost</c>.</param>
    /// <param name="Cause"><c>user</c>, <c>repair</c> after a check that failed, <c>clarify</c> before the first build, <c>metadata</c> for a name and a description.</param>
    /// <param name="Started">When it was sent.</param>
    /// <param name="Ended">When it was over.</param>
    /// <param name="System">The system prompt in its parts; null where it is that of the call before.</param>
    /// <param name="Tools">The tools; null where they are those of the call before.</param>
    /// <param name="Kept">How many messages of the call before it were sent again, from the first on.</param>
    /// <param name="Sent">The messages that were sent after those.</param>
    /// <param name="Answer">The answer; null without one.</param>
    /// <param name="Failure">Why it came to nothing, in the provider's words.</param>
    /// <param name="Tokens">What it took.</param>
    /// <param name="MaximumOutput">Tokens that the answer might have had.</param>
    public sealed record Call(
        int Number, string Model, string State, string Cause, DateTimeOffset Started, DateTimeOffset? Ended, IReadOnlyList<string>? System, JsonElement? Tools, int Kept, IReadOnlyList<JsonElement> Sent, JsonElement? Answer, string? Failure,
        LanguageModels.ModelUsage Tokens, int MaximumOutput);

    /// <summary>The transcript, or a refusal: 404 as <see cref="FindTurn"/>, 403 for people whose data differs from that of who prompted, since it holds that person's.</summary>
    public async Task<Transcript> HandleAsync(Guid turnId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var turn = await access.RequireAsync(turnId, principal, cancellationToken);
        if (turn.Fingerprint != principal.AttributesFingerprint)
            throw new RefusalException("turns.not-yours", "Only people who see the same data as the one who prompted can read what a language model was told.", RefusalKind.Forbidden);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var rows = await database.Set<ModelCallRow>().AsNoTracking().Where(row => row.TurnId == turnId).OrderBy(row => row.Number).ToListAsync(cancellationToken);
        var calls = new List<Call>();
        SentRequest? before = null;
        foreach (var row in rows)
        {
            var sent = await store.RequestAsync(row.Request, cancellationToken);
            calls.Add(await ReadAsync(row, sent, before, cancellationToken));
            before = sent;
        }

        return new Transcript(calls);
    }

    private async Task<Call> ReadAsync(ModelCallRow row, SentRequest sent, SentRequest? before, CancellationToken cancellationToken)
    {
        var kept = before is null ? 0 : sent.Messages.Zip(before.Messages).TakeWhile(pair => pair.First == pair.Second).Count();
        var system = before?.System.SequenceEqual(sent.System) is true ? null : await Task.WhenAll(sent.System.Select(part => TextAsync(part, cancellationToken)));
        var messages = await Task.WhenAll(sent.Messages.Skip(kept).Select(hash => JsonAsync(hash, cancellationToken)));
        return new Call(
            row.Number, row.Model, Name(row.State), row.Cause.ToString().ToLowerInvariant(), row.Started, row.Ended, system, before?.Tools == sent.Tools ? null : await JsonAsync(sent.Tools, cancellationToken), kept, messages,
            row.Answer is { } answer ? await JsonAsync(answer, cancellationToken) : null, row.Failure, new(row.Input, row.Output, row.CacheRead, row.CacheWrite), row.MaximumOutput);
    }

    private static string Name(ModelCallState state) => state.ToString().ToLowerInvariant();

    private async Task<string> TextAsync(string hash, CancellationToken cancellationToken) => System.Text.Encoding.UTF8.GetString(await store.FindAsync(hash, cancellationToken));

    private async Task<JsonElement> JsonAsync(string hash, CancellationToken cancellationToken) => JsonSerializer.Deserialize<JsonElement>(await store.FindAsync(hash, cancellationToken));
}
