using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>
/// Carries a model's words to the other servers over the same database, so that they are seen as they come where a turn runs in another process than the page. Encrypted, since a notice is not only for those who
/// may read the tables. What gets lost is only seen later: the whole text is an event.
/// </summary>
internal sealed class WordCarrier : IAsyncDisposable
{
    private const string ChannelName = "vitrine_words";

    // A fifth of a second is as good as at once; a notice for each word would be hundreds a second.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(150);

    // Words of some seconds; more than that is not being read either.
    private const int Room = 4_000;

    // Encrypted and written in base 64 it stays below IServerNotices.MostBytes.
    private const int MostBytes = 5_000;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IServerNotices notices;
    private readonly IDataProtector protector;
    private readonly TimeProvider clock;
    private readonly ILogger<WordCarrier> log;
    private readonly Guid self = Guid.CreateVersion7();
    private readonly Channel<Carried> waiting = System.Threading.Channels.Channel.CreateBounded<Carried>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private Task? saying;
    private Task? hearing;

    public WordCarrier(IServerNotices notices, IDataProtectionProvider protection, TimeProvider clock, ILogger<WordCarrier> log)
        => (this.notices, protector, this.clock, this.log) = (notices, protection.CreateProtector("Vitrine.Agents.PassingWords"), clock, log);

    /// <summary>A word with those who may hear it.</summary>
    internal sealed record Carried(Guid Turn, string Fingerprint, PassingWord Word);

    /// <summary>What one notice says: whose words, and some of them.</summary>
    private sealed record Notice(Guid From, IReadOnlyList<Carried> Words);

    /// <summary>Takes a word along. Never waits.</summary>
    public void Take(Guid turnId, string fingerprint, PassingWord word)
    {
        if (!notices.HasOthers) return;
        Begin(ref saying, SayAsync);
        waiting.Writer.TryWrite(new Carried(turnId, fingerprint, word));
    }

    /// <summary>Hands on what others say from now on; further calls change nothing.</summary>
    public void Listen(Action<Carried> hear)
    {
        if (!notices.HasOthers) return;
        Begin(ref hearing, () => notices.HearAsync(ChannelName, text => Hear(text, hear), stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        foreach (var work in new[] { saying, hearing })
        {
            if (work is not null) await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        stop.Dispose();
    }

    /// <summary>The words with those of one turn and kind that follow each other as one, and of a file only how far it is now.</summary>
    internal static IEnumerable<Carried> Joined(IEnumerable<Carried> words)
    {
        Carried? last = null;
        foreach (var next in words)
        {
            if (last is not null && last.Turn == next.Turn && last.Fingerprint == next.Fingerprint && last.Word.Kind == next.Word.Kind)
            {
                if (next.Word.Kind is PassingKind.Text or PassingKind.Thinking)
                {
                    last = last with { Word = last.Word with { Text = last.Word.Text + next.Word.Text } };
                    continue;
                }

                if (next.Word.Kind == PassingKind.File && next.Word.Text == last.Word.Text)
                {
                    last = next;
                    continue;
                }
            }

            if (last is not null) yield return last;
            last = next;
        }

        if (last is not null) yield return last;
    }

    /// <summary>The words in parcels that a notice can hold, in their order; long texts are cut.</summary>
    internal static IEnumerable<IReadOnlyList<Carried>> Parcels(IEnumerable<Carried> words)
    {
        var parcel = new List<Carried>();
        var size = 0;
        foreach (var word in words.SelectMany(Pieces))
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(word, Form).Length + 1;
            if (size + bytes > MostBytes && parcel.Count > 0)
            {
                yield return parcel;
                (parcel, size) = ([], 0);
            }

            parcel.Add(word);
            size += bytes;
        }

        if (parcel.Count > 0) yield return parcel;
    }

    private static IEnumerable<Carried> Pieces(Carried carried)
    {
        // Whatever the letters are: JSON writes none with more than six bytes.
        const int most = 700;
        var text = carried.Word.Text;
        for (var at = 0; at == 0 || at < text.Length;)
        {
            var length = Math.Min(most, text.Length - at);
            if (at + length < text.Length && char.IsHighSurrogate(text[at + length - 1])) length--;
            yield return carried with { Word = carried.Word with { Text = text.Substring(at, length) } };
            if (length == 0) yield break;
            at += length;
        }
    }

    private void Begin(ref Task? work, Func<Task> begin)
    {
        lock (gate)
        {
            if (!stop.IsCancellationRequested) work ??= Task.Run(begin);
        }
    }

    private async Task SayAsync()
    {
        var isLost = false;
        while (await waiting.Reader.WaitToReadAsync(stop.Token))
        {
            await Task.Delay(Gathering, clock, stop.Token);
            var words = new List<Carried>();
            while (words.Count < Room && waiting.Reader.TryRead(out var word)) words.Add(word);
            try
            {
                await notices.SayAsync(ChannelName, [.. Parcels(Joined(words)).Select(parcel => Write(new Notice(self, parcel)))], stop.Token);
                isLost = false;
            }
            catch (Exception cause) when (!stop.IsCancellationRequested && cause is DbException or IOException or SocketException or TimeoutException)
            {
                if (!isLost) log.LogWarning("A model's words do not reach other servers for now; they follow as events: {Reason}", cause.Message);
                isLost = true;
            }
        }
    }

    private void Hear(string text, Action<Carried> hear)
    {
        if (Read(text) is not { } notice || notice.From == self) return;
        foreach (var word in notice.Words) hear(word);
    }

    private string Write(Notice notice) => Convert.ToBase64String(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(notice, Form)));

    /// <summary>Null for what no server of ours has said.</summary>
    private Notice? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Notice>(protector.Unprotect(Convert.FromBase64String(text)), Form);
        }
        catch (Exception cause) when (cause is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
