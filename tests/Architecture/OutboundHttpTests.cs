namespace Vitrine.Architecture;

/// <summary>Law 6: outbound HTTP and sockets only through the two clients in Outside.</summary>
public sealed class OutboundHttpTests
{
    private static readonly string[] Doors =
    [
        "System.Net.Http.HttpClient..ctor", "System.Net.Http.SocketsHttpHandler..ctor", "System.Net.Http.HttpClientHandler..ctor",
        "System.Net.WebClient..ctor", "System.Net.Sockets.TcpClient..ctor", "System.Net.WebSockets.ClientWebSocket..ctor", "System.Net.WebRequest.Create",
    ];

    public static TheoryData<string> Modules => [.. ModuleTable.ReadProjects().Keys.Where(module => module != "Outside" && !module.StartsWith("Migrations", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Modules))]
    public void Only_Outside_makes_http_clients(string module)
        => Assert.Empty(AssemblyUse.Of(module).Members.Intersect(Doors));

    [Fact]
    public void A_client_that_is_made_is_found()
    {
        using var client = new Probe();
        Assert.Contains("System.Net.Http.SocketsHttpHandler..ctor", AssemblyUse.Read(typeof(OutboundHttpTests).Assembly.Location).Members.Intersect(Doors));
    }

    private sealed class Probe : IDisposable
    {
        private readonly SocketsHttpHandler _handler = new();

        public void Dispose() => _handler.Dispose();
    }
}
