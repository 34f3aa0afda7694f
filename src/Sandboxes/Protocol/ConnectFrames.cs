using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Vitrine.Sandboxes.Protocol;

/// <summary>
/// Envelopes of Connect's streams: a byte of flags, the length in four bytes big endian, the message as JSON. Nothing is compressed: E2B's SDK refuses it.
/// </summary>
internal static class ConnectFrames
{
    public const string UnaryType = "application/json", StreamType = "application/connect+json";

    private const int HeadBytes = 5, EndOfStream = 2, FirstPiece = 64 << 10;

    /// <summary>A message of a stream.</summary>
    public static byte[] Message(JsonNode message) => Frame(0, message);

    /// <summary>The last frame of a stream; without an error the call went well.</summary>
    public static byte[] End(ConnectException? error)
        => Frame(EndOfStream, error is null ? new JsonObject() : new JsonObject { ["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message } });

    /// <summary>Reads one envelope; null when the stream ended before its first byte.</summary>
    /// <param name="stream">What is read from.</param>
    /// <param name="longest">Bytes that a message may have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="expect">Told how long the message is before it is read.</param>
    /// <exception cref="InvalidDataException">It is cut off, compressed, or too long.</exception>
    public static async Task<(bool IsEnd, byte[] Payload)?> ReadAsync(Stream stream, int longest, CancellationToken cancellationToken, Action<long>? expect = null)
    {
        var head = new byte[HeadBytes];
        var read = await stream.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancellationToken);
        if (read == 0) return null;
        if (read < HeadBytes) throw new InvalidDataException("An envelope is cut off.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(1));
        if ((head[0] & ~EndOfStream) != 0) throw new InvalidDataException("An envelope has flags that are not known; compression is not supported.");
        if (length > longest) throw new InvalidDataException("A message is too long.");
        expect?.Invoke(length);
        // What is promised takes no memory before it comes.
        var payload = new byte[Math.Min(length, FirstPiece)];
        for (var filled = 0; filled < length;)
        {
            if (filled == payload.Length) Array.Resize(ref payload, (int)Math.Min(length, 2L * filled));
            var more = await stream.ReadAsync(payload.AsMemory(filled), cancellationToken);
            filled += more > 0 ? more : throw new InvalidDataException("A message is cut off.");
        }

        return ((head[0] & EndOfStream) != 0, payload);
    }

    /// <summary>The envelope of bytes that are JSON already.</summary>
    public static byte[] Frame(int flags, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeadBytes + payload.Length];
        frame[0] = (byte)flags;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)payload.Length);
        payload.CopyTo(frame.AsSpan(HeadBytes));
        return frame;
    }

    private static byte[] Frame(int flags, JsonNode message) => Frame(flags, System.Text.Encoding.UTF8.GetBytes(message.ToJsonString()));
}
