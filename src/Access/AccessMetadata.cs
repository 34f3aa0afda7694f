using Microsoft.AspNetCore.Builder;

namespace Vitrine.Access;

/// <summary>How endpoints declare their check. A test walks all of them and fails on one that does not.</summary>
public static class AccessMetadata
{
    /// <summary>For signed-in people; the use case behind it asks for this action.</summary>
    public static TBuilder RequireAccess<TBuilder>(this TBuilder endpoint, AccessAction action)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new AccessCheckAttribute(action));

    /// <summary>For everybody.</summary>
    public static TBuilder AllowAnyone<TBuilder>(this TBuilder endpoint, string reason)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new AllowAnyoneAttribute(reason));
}
