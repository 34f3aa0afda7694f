using Vitrine.Primitives;

namespace Vitrine.Access;

/// <summary>Who is behind the current request or circuit.</summary>
public interface ICurrentPrincipal
{
    /// <summary>Null when nobody is signed in.</summary>
    Principal? Principal { get; }

    /// <summary>The person, or a refusal (401).</summary>
    Principal Require() => Principal ?? throw new RefusalException("access.sign-in", "Sign in first.", RefusalKind.Unauthenticated);
}
