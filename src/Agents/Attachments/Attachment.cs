namespace Vitrine.Agents.Attachments;

/// <summary>Something that a person attached to a prompt, as its turn keeps it.</summary>
/// <param name="Kind">What it is: <c>image</c>.</param>
/// <param name="Name">What the person calls it: the name of its file without its folder, at most 100 characters. Data of somebody, like the prompt.</param>
/// <param name="Blob">Its content in the object store.</param>
/// <param name="MediaType">What the content is: <c>image/png</c> or <c>image/jpeg</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Size">In bytes.</param>
public sealed record Attachment(string Kind, string Name, string Blob, string MediaType, int Width, int Height, int Size);
