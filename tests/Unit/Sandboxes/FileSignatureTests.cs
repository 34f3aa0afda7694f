using System.Security.Cryptography;
using System.Text;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Unit.Sandboxes;

public sealed class FileSignatureTests
{
    [Fact]
    public void It_is_the_hash_of_what_it_stands_for_without_padding()
    {
        Assert.Equal("v1_" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("a/b.txt:read::token:17"))).TrimEnd('='), FileSignature.Of("a/b.txt", "read", "", "token", 17));
        Assert.DoesNotContain('=', FileSignature.Of("", "write", "user", "token", null));
    }

    [Fact]
    public void Everything_counts()
    {
        string[] all = [FileSignature.Of("a", "read", "", "t", null), FileSignature.Of("b", "read", "", "t", null), FileSignature.Of("a", "write", "", "t", null), FileSignature.Of("a", "read", "u", "t", null), FileSignature.Of("a", "read", "", "u", null), FileSignature.Of("a", "read", "", "t", 1)];
        Assert.Equal(all.Length, all.Distinct().Count());
    }
}
