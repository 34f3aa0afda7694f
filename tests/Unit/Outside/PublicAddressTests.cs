using System.Net;
using Vitrine.Outside.Http;
using Vitrine.Primitives;

namespace Vitrine.Unit.Outside;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    [InlineData("2001:db8::1")]
    public void Addresses_inside_are_not_public(string address) => Assert.False(PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    public void Addresses_of_the_internet_are(string address) => Assert.True(PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_with_one_private_address_is_refused_whole()
    {
        var asked = 0;
        using var client = new HttpMessageInvoker(OutboundHttp.CreateUserUrlHandler((_, _) =>
        {
            asked++;
            return Task.FromResult(new[] { IPAddress.Parse("1.1.1.1"), IPAddress.Loopback });
        }));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://rebinding.example/");
        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request, TestContext.Current.CancellationToken));
        var refusal = Assert.IsType<RefusalException>(thrown.InnerException);
        Assert.Equal("http.address-not-public", refusal.Code);
        Assert.Equal(1, asked);
    }
}
