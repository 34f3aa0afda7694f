using Vitrine.Projects;
using Vitrine.Serving;

namespace Vitrine.Web.Hosting;

internal static partial class Pipeline
{
    static partial void MapAsking(IEndpointRouteBuilder api) => api.MapProjects().MapServing();
}
