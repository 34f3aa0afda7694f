using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Access;
using Vitrine.Queries.Execution;
using Vitrine.Serving.Frames;
using Vitrine.Serving.Http;

namespace Vitrine.Serving.Bridge;

/// <summary>What a page asks on behalf of the app that it shows. The address binds a question to one version; an app adds a contract's name and arguments.</summary>
internal static class BridgeEndpoints
{
    private static readonly StrictForm Whole = new(["arguments"], []);

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
        version.MapPost("/values", ValuesAsync).RequireAccess(AccessAction.ViewDataApp).WithName("ListFilterValues")
            .WithDescription("Body: { filter, search? }. The values that a filter may take, as the caller may see them.");
    }

    private static async Task<FrameDescription> DescribeAsync(string app, int number, IVersionDoor door, FrameDescriptions frames, HttpRequest request, CancellationToken cancellationToken)
        => await frames.DescribeAsync(await door.OpenAsync(app, number, cancellationToken), request, cancellationToken);

    private static async Task<IResult> RunAsync(string app, int number, string name, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
    {
        var question = await ContractRequest.ReadAsync(request, cancellationToken);
        var version = await door.OpenAsync(app, number, cancellationToken);
        var answer = await version.RunAsync(name, question.Arguments, question.Limit, question.Refresh, cancellationToken);
        if (answer is ContractResult { WarehouseTime: { } taken })
            request.HttpContext.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"warehouse;dur={taken.TotalMilliseconds:0.###}");
        return Results.Ok(answer);
    }

    private static async Task<IResult> RunWholeAsync(string app, int number, string name, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await StrictBody.ReadAsync(request, Whole, cancellationToken);
        var version = await door.OpenAsync(app, number, cancellationToken);
        return Results.Ok(await version.RunWholeAsync(name, body.Object("arguments"), cancellationToken));
    }

    private static async Task<IResult> UnderlyingAsync(string app, int number, string name, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
    {
        var question = await UnderlyingRequest.ReadAsync(request, cancellationToken);
        var version = await door.OpenAsync(app, number, cancellationToken);
        return Results.Ok(await version.UnderlyingAsync(name, question.Arguments, question.Row, cancellationToken));
    }

    private static async Task<IResult> ValuesAsync(string app, int number, IVersionDoor door, HttpRequest request, CancellationToken cancellationToken)
    {
        var question = await ValuesRequest.ReadAsync(request, cancellationToken);
        var version = await door.OpenAsync(app, number, cancellationToken);
        return Results.Ok(await version.ValuesAsync(question.Filter, question.Search, cancellationToken));
    }
}
