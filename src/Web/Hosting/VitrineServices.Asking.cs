using Vitrine.Queries;
using Vitrine.Serving.Bridge;
using Vitrine.Web.Showing;

namespace Vitrine.Web.Hosting;

internal static partial class VitrineServices
{
    static partial void AddBuilding(IServiceCollection services) => services.AddQueries();

    static partial void AddShowing(IServiceCollection services)
    {
        services.AddScoped<VersionDoor>();
        services.AddScoped<IVersionDoor>(provider => provider.GetRequiredService<VersionDoor>());
    }
}
