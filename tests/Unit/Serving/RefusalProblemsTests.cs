using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Primitives;
using Vitrine.Serving.Http;

namespace Vitrine.Unit.Serving;

public sealed class RefusalProblemsTests
{
    [Fact]
    public void Every_kind_of_refusal_has_a_status_of_its_own()
    {
        var statuses = Enum.GetValues<RefusalKind>().Select(RefusalProblems.StatusOf).ToArray();
        Assert.Equal(statuses.Length, statuses.Distinct().Count());
        Assert.All(statuses, status => Assert.InRange(status, 400, 599));
    }

    [Fact]
    public async Task A_refusal_says_its_sentence_its_code_and_its_findings()
    {
        var refusal = new RefusalException("queries.unknown-contract", "There is no query sales.", RefusalKind.NotFound, [new Diagnostic("contracts.x", "Line 3.", new DiagnosticLocation("src/queries.yml", 3))]);
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var body = new MemoryStream();
        context.Response.Body = body;
        await refusal.ToProblem().ExecuteAsync(context);
        var problem = JsonDocument.Parse(body.ToArray()).RootElement;
        Assert.Equal(404, context.Response.StatusCode);
        Assert.Equal("application/problem+json", context.Response.ContentType);
        Assert.Equal("There is no query sales.", problem.GetProperty("detail").GetString());
        Assert.Equal("queries.unknown-contract", problem.GetProperty("code").GetString());
        var finding = problem.GetProperty("diagnostics")[0];
        Assert.Equal(3, finding.GetProperty("where").GetProperty("line").GetInt32());
        Assert.Equal("error", finding.GetProperty("severity").GetString());
    }
}
