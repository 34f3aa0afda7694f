using Vitrine.Web.Hosting;

namespace Vitrine.Unit.Web;

public sealed class ServerAddressFileTests
{
    [Theory]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://[::]:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://localhost:8080", "http://localhost:8080/")]
    [InlineData("http://192.0.2.7:80", "http://192.0.2.7/")]
    public void A_server_that_listens_everywhere_is_found_on_loopback(string address, string reached) => Assert.Equal(reached, ServerAddressFile.ReachedHere(new Uri(address)).ToString());
}
