namespace Vitrine.Access;

/// <summary>The answer of <see cref="AccessPolicy"/>.</summary>
/// <param name="IsAllowed">Whether it may be done.</param>
/// <param name="MayKnow">Whether the person may know that the thing exists; if not, it is answered as if it did not.</param>
public sealed record AccessDecision(bool IsAllowed, bool MayKnow)
{
    /// <summary>Yes.</summary>
    public static AccessDecision Allowed { get; } = new(true, true);

    /// <summary>No, and the person knows of the thing.</summary>
    public static AccessDecision Denied { get; } = new(false, true);

    /// <summary>No, and the person may not know of the thing.</summary>
    public static AccessDecision Hidden { get; } = new(false, false);
}
