using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Primitives;

namespace Vitrine.Agents.Attachments;

/// <summary>What can be attached to a prompt.</summary>
internal sealed class AttachmentKinds(IEnumerable<IAttachmentKind> all)
{
    private readonly IReadOnlyList<IAttachmentKind> kinds = [.. all];

    /// <summary>How a language model is shown something that was attached.</summary>
    public ModelPart Show(Attachment attachment) => Find(attachment.Kind).Show(attachment);

    /// <summary>The kind of this name, or a refusal that names what there is.</summary>
    public IAttachmentKind Find(string? name)
        => kinds.FirstOrDefault(kind => kind.Name == (name ?? ImageAttachment.KindName))
            ?? throw new RefusalException("attachments.unknown-kind", $"There is no attachment of the kind '{(name!.Length <= 40 ? name : name[..40] + "…")}'. A prompt takes {string.Join(", ", kinds.Select(kind => kind.Name))}.");
}
