using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vitrine.Sandboxes.Protocol;

/// <summary>E2B's signature of an address from which a file can be read, or to which it can be written, without the sandbox's token.</summary>
internal static class FileSignature
{
    /// <summary>The signature, as it stands in the address.</summary>
    /// <param name="path">Exactly as in the address; empty when an upload names its files itself.</param>
    /// <param name="operation"><c>read</c> or <c>write</c>.</param>
    /// <param name="user">Exactly as in the address, or empty.</param>
    /// <param name="token">The sandbox's token.</param>
    /// <param name="expires">Unix seconds after which it is void; null for never.</param>
    public static string Of(string path, string operation, string user, string token, long? expires)
    {
        var text = $"{path}:{operation}:{user}:{token}" + (expires is { } second ? string.Create(CultureInfo.InvariantCulture, $":{second}") : "");
        return "v1_" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text))).TrimEnd('=');
    }
}
