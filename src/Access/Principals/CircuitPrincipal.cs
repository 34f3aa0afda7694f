using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Vitrine.Access.SignIn;

namespace Vitrine.Access.Principals;

/// <summary>Sets the principal of a Blazor circuit, and loads it again as it grows old: a circuit may outlive a role.</summary>
internal sealed class CircuitPrincipal(CurrentPrincipal current, IServiceProvider services, PrincipalSource people, TimeProvider clock) : CircuitHandler
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private long loaded;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next)
        => async context =>
        {
            if (clock.GetElapsedTime(loaded) > Fresh) await LoadAsync(CancellationToken.None);
            await next(context);
        };

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        loaded = clock.GetTimestamp();
        if (services.GetService(typeof(AuthenticationStateProvider)) is not AuthenticationStateProvider states) return;
        var state = await states.GetAuthenticationStateAsync();
        var person = SignInClaims.TryRead(state.User, out var personId, out var stamp) ? await people.FindStampedAsync(personId, cancellationToken) : null;
        current.Principal = person?.Stamp == stamp ? person?.Principal : null;
    }
}
