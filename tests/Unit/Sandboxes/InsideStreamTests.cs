using Microsoft.AspNetCore.Http;
using Vitrine.Sandboxes.Host;

namespace Vitrine.Unit.Sandboxes;

public sealed class InsideStreamTests
{
    [Theory]
    [InlineData("1500", 1.5)]
    [InlineData("0", 0.0)]
    [InlineData("4294967296", 24 * 86400.0)]
    [InlineData("9223372036854775807", 24 * 86400.0)]
    [InlineData("9223372036854775808", null)]
    [InlineData("-1", null)]
    [InlineData("NaN", null)]
    [InlineData("", null)]
    public void A_time_limit_is_one_that_a_timer_takes(string header, double? seconds)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["Connect-Timeout-Ms"] = header;
        Assert.Equal(seconds, new InsideStream(context, TimeProvider.System).Limit?.TotalSeconds);
    }
}
