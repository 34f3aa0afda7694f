using System.Text.Json.Nodes;

namespace Vitrine.Sandboxes.E2b;

/// <summary>What a program in an E2B sandbox reads: each write is a call, one after the other. None is repeated: nobody could tell whether the first had arrived.</summary>
internal sealed class E2bInput(E2bInside inside, int pid) : Stream
{
    private const int Piece = 1 << 20;
    private readonly SemaphoreSlim writing = new(1, 1);
    private bool isClosed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            for (var at = 0; at < buffer.Length; at += Piece)
            {
                var piece = buffer.Slice(at, Math.Min(Piece, buffer.Length - at));
                await SendAsync("process.Process/SendInput", new JsonObject { ["input"] = new JsonObject { ["stdin"] = Convert.ToBase64String(piece.Span) } }, cancellationToken);
            }
        }
        finally
        {
            writing.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (isClosed) return;
        isClosed = true;
        try
        {
            await SendAsync("process.Process/CloseStdin", [], CancellationToken.None);
        }
        catch (IOException)
        {
            // It has ended already.
        }

        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isClosed) DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private async Task SendAsync(string method, JsonObject message, CancellationToken cancellationToken)
    {
        message["process"] = new JsonObject { ["pid"] = pid };
        try
        {
            await inside.CallAsync(method, message, isIdempotent: false, cancellationToken);
        }
        catch (Exception cause) when (cause is Protocol.ConnectException or Primitives.RefusalException)
        {
            // As a pipe would say it.
            throw new IOException("The program does not read any more.", cause);
        }
    }
}
