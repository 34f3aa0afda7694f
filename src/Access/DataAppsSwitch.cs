using Microsoft.Extensions.Configuration;
using Vitrine.Primitives;

namespace Vitrine.Access;

/// <summary>The main switch of data apps.</summary>
public sealed class DataAppsSwitch(IConfiguration configuration)
{
    /// <summary>On, or off with the reason.</summary>
    /// <param name="IsOn">Whether data apps may be used.</param>
    /// <param name="Reason">One sentence; null when they may.</param>
    public sealed record Answer(bool IsOn, string? Reason);

    /// <summary>Reads the switch.</summary>
    public Answer Decide()
        => configuration["APPS_RUNTIME_ENABLED"]?.Trim().ToUpperInvariant() is "TRUE" or "1" or "YES" or "ON"
            ? new Answer(true, null)
            : new Answer(false, "Data apps are switched off. An operator switches them on with APPS_RUNTIME_ENABLED=true.");

    /// <summary>Refuses with the reason when they are off.</summary>
    public void Require()
    {
        if (Decide() is { IsOn: false, Reason: var reason }) throw new RefusalException("access.data-apps-off", reason!, RefusalKind.Unavailable);
    }
}
