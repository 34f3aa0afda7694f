using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.E2b;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Unit.Sandboxes;

/// <summary>The waits of a program in an E2B sandbox, which are kept apart: for its first sign, between two signs, and for the whole of it.</summary>
public sealed class E2bProcessTests : IDisposable
{
    private static readonly byte[] Started = Event(new JsonObject { ["start"] = new JsonObject { ["pid"] = 7 } }), Alive = Event(new JsonObject { ["keepalive"] = new JsonObject() });

    private readonly FakeTimeProvider clock = new();
    private readonly Service service = new();
    private readonly HttpClient http;
    private readonly E2bInside inside;

    public E2bProcessTests()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["E2B_API_KEY"] = "e2b_0f3c" }).Build();
#pragma warning disable RS0030 // It reaches nothing.
        http = new HttpClient(service) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
        inside = new E2bInside(E2bSandboxOptions.From(configuration, "1.2.3", "none"), new E2bHandle("i1", null, null), http, clock);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        http.Dispose();
        service.Dispose();
    }

    [Fact]
    public async Task A_program_of_which_nothing_is_heard_did_not_start()
    {
        var starting = StartAsync(null);
        await service.Frames.ReaderWaitsAsync();
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(starting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ConnectCode.DeadlineExceeded, (await Assert.ThrowsAsync<ConnectException>(() => starting)).Code);
    }

    [Fact]
    public async Task Signs_of_life_keep_a_silent_program_and_without_them_it_is_lost()
    {
        service.Frames.Say(Started);
        using var process = await StartAsync(null);
        await service.Frames.ReaderWaitsAsync();
        for (var minutes = 0; minutes < 10; minutes++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            service.Frames.Say(Alive);
            await service.Frames.ReaderWaitsAsync();
        }

        clock.Advance(TimeSpan.FromSeconds(124));
        Assert.False(process.Exit.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(0, await process.Exit.WaitAsync(Stop));
        Assert.Contains("connection", process.KilledBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_time_is_given_to_the_service_which_ends_the_program_itself()
    {
        service.Frames.Say(Started);
        using var process = await StartAsync(TimeSpan.FromMinutes(3));
        Assert.Equal("180000", Assert.Single(service.Start!.Headers.GetValues("Connect-Timeout-Ms")));
        Assert.Equal("50", Assert.Single(service.Start.Headers.GetValues("Keepalive-Ping-Interval")));
        service.Frames.Say(ConnectFrames.End(new ConnectException(ConnectCode.DeadlineExceeded, "over")));
        Assert.NotEqual(0, await process.Exit.WaitAsync(Stop));
        Assert.Equal("It ran longer than it may.", process.KilledBecause);
    }

    private static byte[] Event(JsonObject what) => ConnectFrames.Message(new JsonObject { ["event"] = what });

    private Task<E2bProcess> StartAsync(TimeSpan? wallClock) => E2bProcess.StartAsync(inside, new SandboxCommand("/bin/true", []) { WallClock = wallClock }, "/workspace", asRoot: false, 1 << 20, Stop);

    /// <summary>Answers a start with the frames that it is given, and everything else with that it is well.</summary>
    private sealed class Service : HttpMessageHandler
    {
        public FrameStream Frames { get; } = new();

        public HttpRequestMessage? Start { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("/Start", StringComparison.Ordinal)) return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
            Start = request;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(Frames) });
        }
    }

    /// <summary>A stream that tells when its reader waits, which is when the reader's own time has begun.</summary>
    private sealed class FrameStream : Stream
    {
        private readonly Channel<byte[]> frames = Channel.CreateUnbounded<byte[]>();
        private readonly SemaphoreSlim waiting = new(0);
        private ReadOnlyMemory<byte> rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Say(byte[] frame) => frames.Writer.TryWrite(frame);

        public Task ReaderWaitsAsync() => waiting.WaitAsync(Stop);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (rest.IsEmpty)
            {
                if (frames.Reader.TryRead(out var next)) rest = next;
                else
                {
                    var reading = frames.Reader.ReadAsync(cancellationToken);
                    waiting.Release();
                    rest = await reading;
                }
            }

            var taken = Math.Min(buffer.Length, rest.Length);
            rest[..taken].CopyTo(buffer);
            rest = rest[taken..];
            return taken;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            waiting.Dispose();
            base.Dispose(disposing);
        }
    }
}
