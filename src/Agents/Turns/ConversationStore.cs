using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>Puts what is said in calls into the object store and finds it again.</summary>
internal sealed class ConversationStore(IObjectStore objects)
{
    // Messages never change; those that were stored once are known by themselves.
    private readonly ConditionalWeakTable<ModelMessage, string> stored = [];

    public async Task<string> PutAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        var system = await Task.WhenAll(request.System.Select(part => PutAsync(Encoding.UTF8.GetBytes(part), cancellationToken)));
        var tools = JsonSerializer.SerializeToUtf8Bytes(request.Tools.Select(tool => new { name = tool.Name, description = tool.Description, inputSchema = tool.InputSchema }), JsonSerializerOptions.Web);
        var messages = await Task.WhenAll(request.Messages.Select(message => PutAsync(message, cancellationToken)));
        return await PutAsync(new SentRequest(request.Model.Name, system, await PutAsync(tools, cancellationToken), messages, request.MaximumOutput).ToJson(), cancellationToken);
    }

    public async Task<string> PutAsync(ModelMessage message, CancellationToken cancellationToken)
    {
        if (stored.TryGetValue(message, out var known)) return known;
        var hash = await PutAsync(message.ToJson(), cancellationToken);
        stored.AddOrUpdate(message, hash);
        return hash;
    }

    public async Task<SentRequest> RequestAsync(string hash, CancellationToken cancellationToken) => SentRequest.Parse(await FindAsync(hash, cancellationToken));

    public async Task<ModelMessage> MessageAsync(string hash, CancellationToken cancellationToken)
    {
        var message = ModelMessage.Parse(await FindAsync(hash, cancellationToken));
        stored.AddOrUpdate(message, hash);
        return message;
    }

    public async Task<IReadOnlyList<ModelMessage>> MessagesAsync(IEnumerable<string> hashes, CancellationToken cancellationToken)
        => await Task.WhenAll(hashes.Select(hash => MessageAsync(hash, cancellationToken)));

    public async Task<byte[]> FindAsync(string hash, CancellationToken cancellationToken)
        => await objects.FindAsync(new BlobHash(hash), cancellationToken)
            ?? throw new RefusalException("model.conversation-lost", "A part of this conversation is gone from the object store. Send the prompt again.", RefusalKind.Unavailable);

    private async Task<string> PutAsync(byte[] bytes, CancellationToken cancellationToken) => (await objects.PutAsync(bytes, cancellationToken)).Hex;
}
