using System.Security.Cryptography;

namespace Vitrine.Storage;

/// <summary>The SHA-256 of a content, in 64 lower-case hexadecimal digits: its name in the object store.</summary>
/// <param name="Hex">The digits.</param>
public readonly record struct BlobHash(string Hex)
{
    /// <summary>The hash of a content.</summary>
    public static BlobHash Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>Reads 64 lower-case hexadecimal digits.</summary>
    public static bool TryParse(string? text, out BlobHash hash)
    {
        var isHash = text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);
        hash = isHash ? new BlobHash(text!) : default;
        return isHash;
    }

    /// <inheritdoc />
    public override string ToString() => Hex;
}
