namespace Vitrine.Web.Demo;

/// <summary>Adds what makes the demo.</summary>
internal static class DemoServices
{
    /// <summary>Adds <see cref="DemoSeeder"/> and <see cref="DemoApp"/>. The modules that they ask must be there.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddTransient<DemoSeeder>();
        services.AddTransient<DemoApp>();
        return services;
    }
}
