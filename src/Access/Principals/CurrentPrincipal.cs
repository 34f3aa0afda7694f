namespace Vitrine.Access.Principals;

/// <summary>One per request or circuit; the middleware or the circuit's handler sets it.</summary>
internal sealed class CurrentPrincipal : ICurrentPrincipal
{
    public Principal? Principal { get; set; }
}
