using Microsoft.AspNetCore.Authorization;

namespace Vitrine.Access;

/// <summary>
/// Declares what a page, an endpoint, a job handler or an agent tool asks of <see cref="AccessPolicy"/>. Pages and endpoints with it are for signed-in people only; the
/// question itself, which needs the subject, is asked by the use case.
/// </summary>
/// <param name="action">What is asked.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AccessCheckAttribute(AccessAction action) : Attribute, IAuthorizeData
{
    /// <summary>What is asked.</summary>
    public AccessAction Action { get; } = action;

    /// <inheritdoc />
    public string? Policy { get; set; }

    /// <inheritdoc />
    public string? Roles { get; set; }

    /// <inheritdoc />
    public string? AuthenticationSchemes { get; set; }
}
