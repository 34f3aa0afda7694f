using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Access;
using Vitrine.Serving.Frames;

namespace Vitrine.Serving.Bridge;

/// <summary>What a page asks on behalf of the app that it shows. The address binds a question to one version; an app adds a contract's name and arguments.</summary>
internal static class BridgeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var version = routes.MapGroup("/api/v1/apps/{app}/versions/{number:int}").WithTags("Running");
        version.MapPost("/frame", DescribeAsync).RequireAccess(AccessAction.ViewDataApp).WithName("DescribeFrame").Produces<FrameDescription>();
        version.MapPost("/contracts/{name}", RunAsync).RequireAccess(AccessAction.ViewDataApp).WithName("RunContract")
            .WithDescription("Body: { arguments, limit?, refresh? }. Runs with the caller's own permissions. The header Server-Timing says how long the warehouse worked, in milliseconds.");
        version.MapPost("/contracts/{name}/export", RunWholeAsync).RequireAccess(AccessAction.ViewDataApp).WithName("ExportContract")
            .WithDescription("Body: { arguments }. All the rows that the contract may give.");
        version.MapPost("/contracts/{name}/underlying", UnderlyingAsync).RequireAccess(AccessAction.ViewDataApp).WithName("ShowUnderlyingRows")
            .WithDescription("Body: { arguments, row }. The rows behind one row, where the contract declares them.");
        version.MapPost("/contracts/{name}/explain", ExplainAsync).RequireAccess(AccessAction.ManageDataApp).WithName("ExplainContract")
            .WithDescription("Body: { arguments }. How the answer comes about for the caller, who may edit the app: steps in words, where each number is aggregated, filters, row rules, attributes, and the statement.");
        version.MapPost("/values", ValuesAsync).RequireAccess(AccessAction.ViewDataApp).WithName("ListFilterValues")
            .WithDescription("Body: { filter, search? }. The values that a filter may take, as the caller may see them.");
    }

    private static Task<FrameDescription> DescribeAsync(string app, int number, IVersionDoor door, FrameDescriptions frames, HttpRequest request, CancellationToken cancellationToken)
        => BridgeAnswers.DescribeAsync(() => door.OpenAsync(app, number, cancellationToken), frames, request, cancellationToken);

    private static Task<IResult> RunAsync(string app, int number, string name, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
        => BridgeAnswers.RunAsync(() => door.OpenAsync(app, number, cancellationToken), name, request, cancellationToken);

    private static Task<IResult> RunWholeAsync(string app, int number, string name, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
        => BridgeAnswers.RunWholeAsync(() => door.OpenAsync(app, number, cancellationToken), name, request, cancellationToken);

    private static Task<IResult> UnderlyingAsync(string app, int number, string name, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
        => BridgeAnswers.UnderlyingAsync(() => door.OpenAsync(app, number, cancellationToken), name, request, cancellationToken);

    private static Task<IResult> ExplainAsync(string app, int number, string name, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
        => BridgeAnswers.ExplainAsync(() => door.OpenForEditingAsync(app, number, cancellationToken), name, request, cancellationToken);

    private static Task<IResult> ValuesAsync(string app, int number, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
        => BridgeAnswers.ValuesAsync(() => door.OpenAsync(app, number, cancellationToken), request, cancellationToken);
}
