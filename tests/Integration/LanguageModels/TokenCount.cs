using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Vitrine.Integration.LanguageModels;

/// <summary>
/// Counts as the API does, with a tokenizer of its own (four bytes to a token): tools, system and messages are one text, of which the longest part up to a cache point that was sent before is read, and the rest up to the
/// last point is written.
/// </summary>
internal sealed class TokenCount
{
    private readonly ConcurrentDictionary<string, bool> cached = new();

    public ToldUsage Count(ReceivedRequest request, Reply reply)
    {
        var (total, read, upTo) = (0L, 0L, 0L);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var keys = new List<string>();
        foreach (var block in Blocks(request))
        {
            var isPoint = block["cache_control"] is not null;
            var bare = block.DeepClone().AsObject();
            bare.Remove("cache_control");
            var bytes = Encoding.UTF8.GetBytes(bare.ToJsonString());
            hash.AppendData(bytes);
            total += (bytes.Length + 3) / 4;
            var key = Convert.ToHexString(hash.GetCurrentHash());
            if (cached.ContainsKey(key)) read = total;
            if (!isPoint) continue;
            upTo = total;
            keys.Add(key);
        }

        foreach (var key in keys) cached[key] = true;
        var output = reply.Blocks.Sum(block => (block.ToJsonString().Length + 3) / 4);
        return new ToldUsage(total - Math.Max(upTo, read), Math.Max(1, output), read, Math.Max(0, upTo - read));
    }

    private static IEnumerable<JsonObject> Blocks(ReceivedRequest request)
        => (request.Body["tools"]?.AsArray() ?? []).Select(tool => tool!.AsObject())
            .Concat((request.Body["system"]?.AsArray() ?? []).Select(part => part!.AsObject()))
            .Concat(request.Messages.SelectMany(message => ReceivedRequest.Blocks(message)));
}
