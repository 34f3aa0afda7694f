using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Vitrine.Serving.Frames;

/// <summary>
/// Makes and reads the tokens in the address of a frame's document. A token is signed and encrypted, lives for minutes,
/// reads one version's document and names no person: it opens no data, which only the page around the frame can ask for.
/// </summary>
public sealed class FrameTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a token can be used: the document loads once, right after the page that holds it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const byte Form = 1;
    private const int Length = 1 + 16 + 4 + 32 + 8;

    private readonly IDataProtector protector = protection.CreateProtector("Vitrine.Serving.Frames");

    /// <summary>A token for the document of one version. Whoever asks has checked that the reader may see it.</summary>
    public string Issue(FrameTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        Span<byte> payload = stackalloc byte[Length];
        payload[0] = Form;
        ticket.AppId.TryWriteBytes(payload[1..17], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(payload[17..21], ticket.VersionNumber);
        Convert.FromHexString(ticket.Bundle, payload[21..53], out _, out var written);
        if (written != 32) throw new ArgumentException("A bundle's hash has 64 hexadecimal digits.", nameof(ticket));
        BinaryPrimitives.WriteInt64BigEndian(payload[53..61], (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        return WebEncoders.Base64UrlEncode(protector.Protect(payload.ToArray()));
    }

    /// <summary>What a token says, or null when it is not ours, was changed, or is too old.</summary>
    public FrameTicket? Read(string token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 1024) return null;
        byte[] payload;
        try
        {
            payload = protector.Unprotect(WebEncoders.Base64UrlDecode(token));
        }
        catch (Exception cause) when (cause is CryptographicException or FormatException)
        {
            return null;
        }

        if (payload.Length != Length || payload[0] != Form) return null;
        if (clock.GetUtcNow().ToUnixTimeSeconds() > BinaryPrimitives.ReadInt64BigEndian(payload.AsSpan(53, 8))) return null;
        return new FrameTicket(
            new Guid(payload.AsSpan(1, 16), bigEndian: true),
            BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(17, 4)),
            Convert.ToHexStringLower(payload.AsSpan(21, 32)));
    }
}
