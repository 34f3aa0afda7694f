using Vitrine.Primitives;

namespace Vitrine.Serving.Http;

/// <summary>What the body of one kind of request may hold.</summary>
/// <param name="Required">Members that have to be there.</param>
/// <param name="Optional">Members that may be there; any other is refused.</param>
public sealed record StrictForm(IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    /// <summary>Bytes of a body, at most: contracts take names, numbers and lists of at most a thousand values.</summary>
    public int MaximumBytes { get; init; } = 512 * 1024;

    /// <summary>How deep values may be nested.</summary>
    public int Depth { get; init; } = 16;

    /// <summary>What is said of a larger body.</summary>
    public Func<RefusalException> TooLarge { get; init; } = () => new RefusalException("request.too-large", "A question has at most 512 KB.", RefusalKind.TooLarge);
}
