using System.Text;
using Microsoft.AspNetCore.Http;
using Vitrine.Primitives;
using Vitrine.Serving.Bridge;
using Vitrine.Serving.Http;

namespace Vitrine.Unit.Serving;

public sealed class StrictBodyTests
{
    [Fact]
    public async Task A_question_has_arguments_and_may_have_limit_and_refresh()
    {
        var question = await ContractRequest.ReadAsync(Body("""{"arguments":{"region":["West"]},"limit":20,"refresh":true}"""), TestContext.Current.CancellationToken);
        Assert.Equal(20, question.Limit);
        Assert.True(question.Refresh);
        Assert.Equal("West", question.Arguments.GetProperty("region")[0].GetString());
    }

    [Theory]
    [InlineData("""{"arguments":{},"sql":"select 1"}""", "request.unknown-member")]
    [InlineData("""{"arguments":{},"Limit":5}""", "request.unknown-member")]
    [InlineData("""{"arguments":{},"explore":"orders","metrics":["orders.revenue"]}""", "request.unknown-member")]
    [InlineData("""{}""", "request.missing-member")]
    [InlineData("""{"arguments":[]}""", "request.bad-member")]
    [InlineData("""{"arguments":null}""", "request.bad-member")]
    [InlineData("""{"arguments":{},"limit":0}""", "request.bad-member")]
    [InlineData("""{"arguments":{},"limit":1.5}""", "request.bad-member")]
    [InlineData("""{"arguments":{},"limit":"5"}""", "request.bad-member")]
    [InlineData("""{"arguments":{},"limit":99999999999}""", "request.bad-member")]
    [InlineData("""{"arguments":{},"refresh":"yes"}""", "request.bad-member")]
    [InlineData("""{"arguments":{},"arguments":{"a":1}}""", "request.not-json")]
    [InlineData("""{"arguments":{"a":1,"a":2}}""", "request.not-json")]
    [InlineData("""[]""", "request.not-json")]
    [InlineData("""{"arguments":{}""", "request.not-json")]
    [InlineData("", "request.not-json")]
    [InlineData("""{"arguments":{"a":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}}""", "request.not-json")]
    public async Task Anything_else_is_refused_with_its_code(string body, string code)
        => Assert.Equal(code, (await Assert.ThrowsAsync<RefusalException>(() => ContractRequest.ReadAsync(Body(body), TestContext.Current.CancellationToken))).Code);

    [Fact]
    public async Task A_form_is_no_question()
    {
        var request = Body("""{"arguments":{}}""");
        request.ContentType = "text/plain";
        Assert.Equal("request.not-json", (await Assert.ThrowsAsync<RefusalException>(() => ContractRequest.ReadAsync(request, TestContext.Current.CancellationToken))).Code);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_not_read_to_its_end()
    {
        var request = Body("{\"arguments\":{\"a\":\"" + new string('x', new StrictForm([], []).MaximumBytes) + "\"}}");
        request.ContentLength = null;
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => ContractRequest.ReadAsync(request, TestContext.Current.CancellationToken));
        Assert.Equal(RefusalKind.TooLarge, refusal.Kind);
    }

    [Theory]
    [InlineData("""{"filter":"region","search":"we"}""", true)]
    [InlineData("""{"filter":"region"}""", true)]
    [InlineData("""{"filter":""}""", false)]
    [InlineData("""{"filter":5}""", false)]
    [InlineData("""{"filter":"region","arguments":{}}""", false)]
    [InlineData("""{"filter":"region","search":"\ud800"}""", false)] // half of a surrogate pair
    [InlineData("""{"filter":"region","\ud800":"x"}""", false)]
    [InlineData("""{"filter":"region","search":null}""", true)]
    public async Task Values_take_a_filter_and_a_search(string body, bool accepted)
    {
        var refusal = await Record.ExceptionAsync(() => ValuesRequest.ReadAsync(Body(body), TestContext.Current.CancellationToken));
        if (accepted) Assert.Null(refusal);
        else Assert.IsType<RefusalException>(refusal);
    }

    [Fact]
    public async Task Underlying_takes_arguments_and_a_row()
    {
        var question = await UnderlyingRequest.ReadAsync(Body("""{"arguments":{},"row":{"region":"West"}}"""), TestContext.Current.CancellationToken);
        Assert.Equal("West", question.Row.GetProperty("region").GetString());
        await Assert.ThrowsAsync<RefusalException>(() => UnderlyingRequest.ReadAsync(Body("""{"arguments":{},"row":{},"limit":5}"""), TestContext.Current.CancellationToken));
    }

    private static HttpRequest Body(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = bytes.Length;
        context.Request.Body = new MemoryStream(bytes);
        return context.Request;
    }
}
