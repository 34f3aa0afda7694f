using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vitrine.Queries.Execution;
using Vitrine.Serving.Frames;
using Vitrine.Serving.Http;

namespace Vitrine.Serving.Bridge;

/// <summary>Reads a question, opens what it is about, and answers. What is opened, and for whom, is the caller's.</summary>
internal static class BridgeAnswers
{
    private static readonly StrictForm Whole = new(["arguments"], []);

    public static async Task<FrameDescription> DescribeAsync(Func<Task<OpenVersion>> open, FrameDescriptions frames, HttpRequest request, CancellationToken cancellationToken)
        => await frames.DescribeAsync(await open(), request, cancellationToken);

    public static async Task<IResult> RunAsync(Func<Task<OpenVersion>> open, string name, HttpRequest request, CancellationToken cancellationToken)
    {
        var question = await ContractRequest.ReadAsync(request, cancellationToken);
        var answer = await (await open()).RunAsync(name, question.Arguments, question.Limit, question.Refresh, cancellationToken);
        if (answer is ContractResult { WarehouseTime: { } taken })
            request.HttpContext.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"warehouse;dur={taken.TotalMilliseconds:0.###}");
        return Results.Ok(answer);
    }

    public static async Task<IResult> RunWholeAsync(Func<Task<OpenVersion>> open, string name, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await StrictBody.ReadAsync(request, Whole, cancellationToken);
        return Results.Ok(await (await open()).RunWholeAsync(name, body.Object("arguments"), cancellationToken));
    }

    public static async Task<IResult> UnderlyingAsync(Func<Task<OpenVersion>> open, string name, HttpRequest request, CancellationToken cancellationToken)
    {
        var question = await UnderlyingRequest.ReadAsync(request, cancellationToken);
        return Results.Ok(await (await open()).UnderlyingAsync(name, question.Arguments, question.Row, cancellationToken));
    }

    public static async Task<IResult> ExplainAsync(Func<Task<OpenVersion>> open, string name, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await StrictBody.ReadAsync(request, Whole, cancellationToken);
        return Results.Ok((await open()).Explain(name, body.Object("arguments")));
    }

    public static async Task<IResult> ValuesAsync(Func<Task<OpenVersion>> open, HttpRequest request, CancellationToken cancellationToken)
    {
        var question = await ValuesRequest.ReadAsync(request, cancellationToken);
        return Results.Ok(await (await open()).ValuesAsync(question.Filter, question.Search, cancellationToken));
    }
}
