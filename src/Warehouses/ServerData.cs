namespace Vitrine.Warehouses;

/// <summary>A server does not tell when its data changes, so answers of it are taken as current for a while.</summary>
internal static class ServerData
{
    /// <summary>Dashboards are opened by many within minutes; dbt builds by the hour. Whoever cannot wait refreshes.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>The same within a window, another one in the next.</summary>
    public static string Version() => (Environment.TickCount64 / (long)Window.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
