using Vitrine.Agents.LanguageModels.Conversations;

namespace Vitrine.Agents.Attachments;

/// <summary>One kind of thing that can be attached to a prompt; <see cref="AttachmentKinds"/> has them in order.</summary>
internal interface IAttachmentKind
{
    /// <summary>Its name in requests, and in what is kept.</summary>
    string Name { get; }

    /// <summary>Bytes that one may have when it is given.</summary>
    int LargestUpload { get; }

    /// <summary>Makes of what was given what is kept, or refuses with a sentence that names it.</summary>
    Task<AttachmentContent> TakeAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>How a language model is shown it.</summary>
    ModelPart Show(Attachment attachment);
}
