using System.Globalization;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>An answer as it comes. It fails when nothing came for too long, and when it ends before its end.</summary>
internal sealed class WatchedStream(Stream inner, TimeSpan silence, TimeProvider clock) : Stream
{
    /// <summary>More bytes than any answer has: 128,000 tokens, each an event of its own. SDKs keep a line whole and several times over, so that one without an end would take the memory of the server.</summary>
    public const long Most = 32L << 20;

    private long read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(silence, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var some = await inner.ReadAsync(buffer, either.Token);
            read += some;
            return read <= Most ? some : throw new ModelCallException(ModelFailure.Garbled, string.Create(CultureInfo.InvariantCulture, $"The answer has more than {Most >> 20} MB."));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ModelCallException(ModelFailure.Stalled, string.Create(CultureInfo.InvariantCulture, $"Nothing for {silence.TotalSeconds:0} seconds."));
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException)
        {
            throw new ModelCallException(ModelFailure.Dropped, cause.Message, cause: cause);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
