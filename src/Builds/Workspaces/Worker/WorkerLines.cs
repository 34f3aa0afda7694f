namespace Vitrine.Builds.Workspaces.Worker;

/// <summary>Reads lines of bytes from a stream that may say anything: a line that is longer than allowed is an error, not a full memory.</summary>
internal sealed class WorkerLines(Stream stream, int longest)
{
    private byte[] buffer = new byte[64 << 10];
    private int start, end;

    /// <summary>The next line without its end, valid until the next call; null when the stream has ended. What stands behind the last line feed is no line.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        var seen = start;
        while (true)
        {
            var feed = buffer.AsSpan(seen, end - seen).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                var line = buffer.AsMemory(start, seen + feed - start);
                start = seen + feed + 1;
                return line;
            }

            seen = end;
            if (end - start > longest) throw new InvalidDataException("A line is too long.");
            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (seen, end, start) = (seen - start, end - start, 0);
            }

            if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0) return null;
            end += read;
        }
    }
}
