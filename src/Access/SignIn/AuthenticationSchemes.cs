namespace Vitrine.Access.SignIn;

/// <summary>The names of our ways to be known.</summary>
public static class AuthenticationSchemes
{
    /// <summary>Chooses between the others by what a request carries.</summary>
    public const string Default = "Vitrine";

    /// <summary>The cookie of a browser.</summary>
    public const string Cookie = "Vitrine.Cookie";

    /// <summary>The loopback token of the command line.</summary>
    public const string Loopback = "Vitrine.Loopback";
}
