namespace Vitrine.Web.Hosting;

/// <summary>The services of all modules for a verb that starts nothing: a server may be running meanwhile.</summary>
internal static class VerbServices
{
    /// <summary>Settings come from the environment. The caller disposes of it.</summary>
    public static ServiceProvider Build()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddVitrine(configuration, ServerRole.Worker);
        return services.BuildServiceProvider();
    }
}
