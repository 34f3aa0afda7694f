using Microsoft.AspNetCore.Authorization;

namespace Vitrine.Access;

/// <summary>Declares that a page or an endpoint is for everybody, and why.</summary>
/// <param name="reason">One sentence.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AllowAnyoneAttribute(string reason) : Attribute, IAllowAnonymous
{
    /// <summary>Why nobody has to sign in.</summary>
    public string Reason { get; } = reason;
}
