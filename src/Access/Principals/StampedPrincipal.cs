namespace Vitrine.Access.Principals;

/// <summary>A principal, and the security stamp of their password: a cookie with another stamp is no longer valid.</summary>
internal sealed record StampedPrincipal(Principal Principal, string Stamp);
