using System.Text;
using Vitrine.Agents.LanguageModels.Calls;

namespace Vitrine.Agents.LanguageModels.Conversations;

/// <summary>How many tokens something is, without asking a tokenizer: providers have their own and change them.</summary>
internal static class TokenEstimate
{
    // Code and JSON have about 3 bytes to a token with the tokenizers of today, prose 4 to 5.
    private const double BytesOfOne = 3.2;

    // Never less than that: a text of nothing but rare letters has a token for every two bytes.
    private const double FewestBytesOfOne = 2.0;

    // A picture of 1568 pixels, which is the largest that models look at, has about 1,600; some of today see three times as much.
    private const int Picture = 1_600;
    private const int LargestPicture = 4_800;

    // Roles, ids, brackets.
    private const int Frame = 12;

    /// <summary>About as many as there will be.</summary>
    public static long Of(ModelMessage message) => (long)Math.Ceiling(Bytes(message) / BytesOfOne) + (Pictures(message) * Picture) + Frame;

    /// <summary>About as many as there will be.</summary>
    public static long Of(IEnumerable<ModelMessage> messages) => messages.Sum(Of);

    /// <summary>About as many as there will be.</summary>
    public static long Of(string text) => OfBytes(Encoding.UTF8.GetByteCount(text));

    /// <summary>Of that many bytes of text.</summary>
    public static long OfBytes(long bytes) => (long)Math.Ceiling(bytes / BytesOfOne);

    /// <summary>What tools are, as a model is told of them.</summary>
    public static long Of(IToolForm tool) => Of(tool.Description) + Of(tool.Name) + Of(tool.InputSchema.GetRawText()) + Frame;

    /// <summary>What a request sends.</summary>
    public static long Of(ModelRequest request) => request.System.Sum(Of) + request.Tools.Sum(Of) + Of(request.Messages);

    /// <summary>No fewer than a request sends, for whoever has to pay for it.</summary>
    public static long AtMost(ModelRequest request)
    {
        var bytes = request.System.Sum(part => (long)Encoding.UTF8.GetByteCount(part))
            + request.Tools.Sum(tool => (long)Encoding.UTF8.GetByteCount(tool.Description + tool.Name) + tool.InputSchema.GetRawText().Length)
            + request.Messages.Sum(Bytes);
        return (long)Math.Ceiling(bytes / FewestBytesOfOne) + (request.Messages.Sum(Pictures) * LargestPicture) + ((request.Messages.Count + request.Tools.Count + 1) * Frame);
    }

    private static long Bytes(ModelMessage message) => message.Parts.Sum(part => part switch
    {
        ModelPart.Text text => (long)Encoding.UTF8.GetByteCount(text.Value),
        ModelPart.Thought thought => Encoding.UTF8.GetByteCount(thought.Value) + (thought.Signature?.Length ?? 0),
        ModelPart.HiddenThought hidden => hidden.Data.Length,
        ModelPart.Call call => Encoding.UTF8.GetByteCount(call.Input.GetRawText()) + call.Tool.Length,
        ModelPart.Result result => Encoding.UTF8.GetByteCount(result.Value),
        ModelPart.Picture => 0,
        _ => throw new InvalidOperationException("A part without a size."),
    });

    private static int Pictures(ModelMessage message) => message.Parts.Count(part => part is ModelPart.Picture or ModelPart.Result { Blob: not null });
}
