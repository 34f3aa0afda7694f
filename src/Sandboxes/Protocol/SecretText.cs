using System.Security.Cryptography;
using System.Text;

namespace Vitrine.Sandboxes.Protocol;

/// <summary>Compares secrets in a time that does not tell how much of them was right.</summary>
internal static class SecretText
{
    /// <summary>Whether both are the same. Hashes are compared, so that not even the length shows.</summary>
    public static bool AreEqual(string given, string expected) => CryptographicOperations.FixedTimeEquals(Hash(given), Hash(expected));

    /// <summary>SHA-256 of the text.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
