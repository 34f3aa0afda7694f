using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Access;
using Vitrine.Serving.Frames;

namespace Vitrine.Serving.Bridge;

/// <summary>
/// The questions of <see cref="BridgeEndpoints"/> about a build that is no version yet, for the preview of the one person who prompted. They are no promise to programs, so they are not described.
/// </summary>
internal static class BuildEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var build = routes.MapGroup("/api/v1/turns/{turn:guid}/builds/{bundle}").ExcludeFromDescription();
        build.MapPost("/frame", DescribeAsync).RequireAccess(AccessAction.ManageDataApp);
        build.MapPost("/contracts/{name}", RunAsync).RequireAccess(AccessAction.ManageDataApp);
        build.MapPost("/contracts/{name}/export", RunWholeAsync).RequireAccess(AccessAction.ManageDataApp);
        build.MapPost("/contracts/{name}/underlying", UnderlyingAsync).RequireAccess(AccessAction.ManageDataApp);
        build.MapPost("/values", ValuesAsync).RequireAccess(AccessAction.ManageDataApp);
    }

    private static Task<FrameDescription> DescribeAsync(Guid turn, string bundle, IVersionDoor door, FrameDescriptions frames, HttpRequest request, CancellationToken cancellationToken)
        => BridgeAnswers.DescribeAsync(() => door.OpenBuildAsync(turn, bundle, cancellationToken), frames, request, cancellationToken);

    private static Task<IResult> RunAsync(Guid turn, string bundle, string name, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
        => BridgeAnswers.RunAsync(() => door.OpenBuildAsync(turn, bundle, cancellationToken), name, request, cancellationToken);

    private static Task<IResult> RunWholeAsync(Guid turn, string bundle, string name, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
        => BridgeAnswers.RunWholeAsync(() => door.OpenBuildAsync(turn, bundle, cancellationToken), name, request, cancellationToken);

    private static Task<IResult> UnderlyingAsync(Guid turn, string bundle, string name, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
        => BridgeAnswers.UnderlyingAsync(() => door.OpenBuildAsync(turn, bundle, cancellationToken), name, request, cancellationToken);

    private static Task<IResult> ValuesAsync(Guid turn, string bundle, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
        => BridgeAnswers.ValuesAsync(() => door.OpenBuildAsync(turn, bundle, cancellationToken), request, cancellationToken);
}
