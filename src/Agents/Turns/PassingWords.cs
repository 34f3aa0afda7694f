using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Vitrine.Agents.Turns;

/// <summary>
/// Hands a model's words to those who look at its turn, while they come: in this process at once, in others over the same PostgreSQL a moment later. Nobody waits for a slow listener: what does not fit is lost, and the
/// whole text follows as an event.
/// </summary>
internal sealed class PassingWords(WordCarrier carrier, TurnSignals signals)
{
    // Words of some seconds.
    private const int Room = 2_000;

    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<Channel<PassingWord>, string>> listeners = new();
    private readonly Lock gate = new();

    /// <summary>Says a word to those who see the data of whoever prompted.</summary>
    public void Say(Guid turnId, string fingerprint, PassingWord word)
    {
        Hand(turnId, fingerprint, word);
        carrier.Take(turnId, fingerprint, word);
    }

    /// <summary>Listens until it is given up.</summary>
    public async IAsyncEnumerable<PassingWord> ListenAsync(Guid turnId, string fingerprint, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        carrier.Listen(Carry);
        var channel = Channel.CreateBounded<PassingWord>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        Join(turnId, channel, fingerprint);
        try
        {
            await foreach (var word in channel.Reader.ReadAllAsync(cancellationToken)) yield return word;
        }
        finally
        {
            Leave(turnId, channel);
        }
    }

    // Both at a time by one: whoever joined the last list while somebody else threw it away, as when a page is loaded again, would hear nothing any more.
    private void Join(Guid turnId, Channel<PassingWord> channel, string fingerprint)
    {
        lock (gate) listeners.GetOrAdd(turnId, _ => new())[channel] = fingerprint;
    }

    private void Leave(Guid turnId, Channel<PassingWord> channel)
    {
        lock (gate)
        {
            if (listeners.TryGetValue(turnId, out var channels) && channels.TryRemove(channel, out _) && channels.IsEmpty) listeners.TryRemove(turnId, out _);
        }
    }

    private void Carry(WordCarrier.Carried carried)
    {
        Hand(carried.Turn, carried.Fingerprint, carried.Word);
        // What was passing is kept now: whoever follows need not wait for the next round to see it.
        if (carried.Word.Kind == PassingKind.Over) signals.Ring(carried.Turn);
    }

    private void Hand(Guid turnId, string fingerprint, PassingWord word)
    {
        if (!listeners.TryGetValue(turnId, out var channels)) return;
        foreach (var (channel, theirs) in channels)
        {
            if (theirs == fingerprint || word.Kind == PassingKind.Over) channel.Writer.TryWrite(word);
        }
    }
}
