namespace Vitrine.Semantics.Model;

/// <summary>An address that the author of a field puts at its values. It begins with <c>https://</c> or <c>http://</c>, or is a value that is an address itself.</summary>
/// <param name="Label">What people read.</param>
/// <param name="Parts">The address in pieces. Values in it are to be written as parts of an address (percent-encoded), unless one is the whole of it.</param>
public sealed record FieldLink(string Label, IReadOnlyList<FieldLinkPart> Parts);

/// <summary>A piece of an address: either text of its author, or a value.</summary>
/// <param name="Text">The text; null for a value.</param>
/// <param name="Field">The field of the same row whose value it is; null for the linked value itself.</param>
/// <param name="IsFormatted">Whether the value stands as people read it, instead of as it is.</param>
public sealed record FieldLinkPart(string? Text, FieldReference? Field = null, bool IsFormatted = false);
