using Microsoft.Extensions.AI;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Providers;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents.LanguageModels.Conversations;

/// <summary>Our messages as those of <see cref="IChatClient"/>, in the way of one provider.</summary>
internal sealed class MessageForm(ModelDialect dialect, IObjectStore objects)
{
    // What results of tools carry when they are errors: SDKs look whether there is one, and never at it.
    private static readonly InvalidOperationException Mark = new("The tool said no.");

    private readonly Dictionary<string, ReadOnlyMemory<byte>> pictures = new(StringComparer.Ordinal);

    /// <summary>Everything that is sent.</summary>
    public async Task<(IReadOnlyList<ChatMessage> Messages, ChatOptions Options)> WriteAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        var system = request.System.Select(part => new TextContent(part)).ToList();
        if (system.Count > 0) dialect.MarkCachePoint(system[^1]);
        var messages = new List<ChatMessage> { new(ChatRole.System, [.. system]) };
        foreach (var message in request.Messages)
        {
            if (message.IsAnswer) messages.Add(new ChatMessage(ChatRole.Assistant, [.. Said(message).Select(Answer).OfType<AIContent>()]));
            else messages.AddRange(await SaidAsync(message, request.Model.SeesPictures, cancellationToken));
        }

        // Two points that roll along: what the last call sent is read from the cache, what this one adds is put there.
        foreach (var message in messages.Where(message => message.Role != ChatRole.System && message.Role != ChatRole.Assistant && message.Contents.Count > 0).TakeLast(2)) dialect.MarkCachePoint(message.Contents[^1]);
        var options = new ChatOptions
        {
            ModelId = request.Model.Name,
            MaxOutputTokens = request.MaximumOutput,
            Tools = [.. request.Tools.Select(AITool (tool) => AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, tool.InputSchema, null))],
        };
        if (request.MustCall) options.ToolMode = ChatToolMode.RequireSpecific(request.Tools[0].Name);
        dialect.Prepare(options, request.Model);
        return (messages, options);
    }

    // A thought that was cut has no signature and is refused, as is an answer that ends with a thought: what is left of one that was cut while it was thought is nothing.
    private static IEnumerable<ModelPart> Said(ModelMessage message)
        => message.Parts.Reverse().SkipWhile(part => part is ModelPart.Thought or ModelPart.HiddenThought).Reverse();

    private AIContent? Answer(ModelPart part) => part switch
    {
        ModelPart.Text text => new TextContent(text.Value),
        ModelPart.Thought thought => new TextReasoningContent(thought.Value) { ProtectedData = thought.Signature },
        ModelPart.HiddenThought hidden => dialect.Hidden(hidden.Data),
        ModelPart.Call call => new FunctionCallContent(call.Id, call.Tool, call.Input.EnumerateObject().ToDictionary(member => member.Name, object? (member) => member.Value)),
        _ => throw new InvalidOperationException($"An answer holds no {part.GetType().Name}."),
    };

    private async Task<IEnumerable<ChatMessage>> SaidAsync(ModelMessage message, bool seesPictures, CancellationToken cancellationToken)
    {
        var (results, words) = (new List<AIContent>(), new List<AIContent>());
        foreach (var part in message.Parts)
        {
            switch (part)
            {
                case ModelPart.Text text:
                    words.Add(new TextContent(text.Value));
                    break;
                // Earlier turns may have been another model's.
                case ModelPart.Picture when !seesPictures:
                    words.Add(new TextContent("(A picture, which this model cannot see.)"));
                    break;
                case ModelPart.Picture picture:
                    words.Add(new DataContent(await PictureAsync(picture.Blob, cancellationToken), picture.MediaType));
                    break;
                case ModelPart.Result { Blob: { } blob } result when seesPictures:
                    var shown = new DataContent(await PictureAsync(blob, cancellationToken), "image/png");
                    if (dialect.TakesPicturesInResults) results.Add(new FunctionResultContent(result.Id, new AIContent[] { new TextContent(result.Value), shown }));
                    else
                    {
                        results.Add(Result(result));
                        words.AddRange([new TextContent($"The picture that belongs to the result of {result.Id}:"), shown]);
                    }

                    break;
                case ModelPart.Result result:
                    results.Add(Result(result.Blob is null ? result : result with { Value = $"{result.Value}\n(This model cannot see the picture.)" }));
                    break;
                default:
                    throw new InvalidOperationException($"A message to a model holds no {part.GetType().Name}.");
            }
        }

        return new[] { new ChatMessage(ChatRole.Tool, results), new ChatMessage(ChatRole.User, words) }.Where(one => one.Contents.Count > 0);
    }

    private static FunctionResultContent Result(ModelPart.Result result) => new(result.Id, result.Value) { Exception = result.IsError ? Mark : null };

    private async Task<ReadOnlyMemory<byte>> PictureAsync(string blob, CancellationToken cancellationToken)
    {
        if (pictures.TryGetValue(blob, out var known)) return known;
        var bytes = await objects.FindAsync(new BlobHash(blob), cancellationToken)
            ?? throw new RefusalException("model.picture-lost", "A picture of this conversation is gone from the object store. Send the prompt again.", RefusalKind.Unavailable);
        return pictures[blob] = bytes;
    }
}
