using Vitrine.Primitives;
using Vitrine.Sandboxes.Host;

namespace Vitrine.Unit.Sandboxes;

public sealed class HostSecretsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-secrets-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Keys_are_told_apart_and_others_are_nobodys()
    {
        var (first, second) = (HostSecrets.NewKey(), HostSecrets.NewKey());
        var secrets = new HostSecrets([first, second], folder);
        Assert.NotNull(secrets.OwnerOf(first));
        Assert.NotEqual(secrets.OwnerOf(first), secrets.OwnerOf(second));
        Assert.Null(secrets.OwnerOf(HostSecrets.NewKey()));
        Assert.Null(secrets.OwnerOf(""));
    }

    [Fact]
    public void A_token_outlives_a_restart_and_is_another_for_each_sandbox_and_host()
    {
        string[] keys = [HostSecrets.NewKey()];
        var token = new HostSecrets(keys, folder).TokenOf("i1");
        Assert.Equal(token, new HostSecrets(keys, folder).TokenOf("i1"));
        Assert.NotEqual(token, new HostSecrets(keys, folder).TokenOf("i2"));
        Assert.NotEqual(token, new HostSecrets(keys, Directory.CreateDirectory(Path.Combine(folder, "other")).FullName).TokenOf("i1"));
    }

    [Theory]
    [InlineData("sandbox-host.no-keys")]
    [InlineData("sandbox-host.bad-key", "e2b_short")]
    [InlineData("sandbox-host.bad-key", "secret-of-somebody-which-is-long-enough")]
    public void No_key_and_a_weak_key_are_refused_without_showing_it(string code, params string[] keys)
    {
        var refusal = Assert.Throws<RefusalException>(() => new HostSecrets(keys, folder));
        Assert.Equal(code, refusal.Code);
        Assert.All(keys, key => Assert.DoesNotContain(key, refusal.Message, StringComparison.Ordinal));
    }
}
