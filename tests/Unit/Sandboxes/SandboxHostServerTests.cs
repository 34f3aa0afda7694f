using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Host;

namespace Vitrine.Unit.Sandboxes;

public sealed class SandboxHostServerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-host-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("foo", "no address")]
    [InlineData("https://127.0.0.1:0", "TLS belongs into a proxy")]
    // RFC 5737: nobody has it.
    [InlineData("http://192.0.2.1:0", "the system says")]
    public async Task An_address_that_cannot_be_had_is_refused_in_a_sentence(string address, string says)
    {
        var options = new SandboxHostOptions { Address = address, ApiKeys = ["e2b_" + new string('0', 40)], Folder = folder, Version = "1" };
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => SandboxHostServer.StartAsync(options, new AnsweringSandboxes(), TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken));
        Assert.Equal("sandbox-host.bad-address", refusal.Code);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }
}
