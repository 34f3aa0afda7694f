using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using Vitrine.Outside.Processes;
using Vitrine.Storage.Objects;

[assembly: AssemblyFixture(typeof(Vitrine.Integration.SwiftServer))]

namespace Vitrine.Integration;

/// <summary>
/// An S3 server that somebody else wrote: OpenStack Swift with its S3 layer, from the distribution's packages, started when the first test asks for a bucket and gone
/// with the run. It checks signatures, and refuses the chunked bodies that other servers store as they come.
/// </summary>
public sealed class SwiftServer : IAsyncDisposable
{
    private const string AccessKey = "test:tester";
    private const string SecretKey = "testing";
    private static readonly string[] Kinds = ["account", "container", "object"];

    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly List<LocalProcess> servers = [];
    private readonly List<Task> draining = [];
    private string? folder;
    private int port;
    private int buckets;

    /// <summary>A new, empty bucket; skips the test where the packages are missing.</summary>
    internal async Task<S3Settings> NewBucketAsync(CancellationToken cancellationToken)
    {
        await starting.WaitAsync(cancellationToken);
        try
        {
            if (port == 0) await StartAsync(cancellationToken);
        }
        finally
        {
            starting.Release();
        }

        var settings = new S3Settings
        {
            Endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
            Bucket = string.Create(CultureInfo.InvariantCulture, $"peer-{Interlocked.Increment(ref buckets)}"),
            Region = "us-east-1",
            AccessKey = AccessKey,
            SecretKey = SecretKey,
            ForcePathStyle = true,
        };
        using var client = ClientOf(settings);
        await client.PutBucketAsync(settings.Bucket, cancellationToken);
        return settings;
    }

    /// <summary>A plain client of the vendor's library, for what a test does beside the store.</summary>
    internal static AmazonS3Client ClientOf(S3Settings settings)
        => new(new BasicAWSCredentials(settings.AccessKey, settings.SecretKey), new AmazonS3Config
        {
            ServiceURL = settings.Endpoint!.AbsoluteUri,
            ForcePathStyle = true,
            AuthenticationRegion = settings.Region,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        });

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            server.Kill();
            await server.DisposeAsync();
        }

        await Task.WhenAll(draining).ContinueWith(_ => { }, TaskScheduler.Default);
        starting.Dispose();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists("/usr/bin/swift-proxy-server")) Assert.Skip("No Swift is installed: apt-get install swift-proxy swift-account swift-container swift-object.");
        folder = Path.Combine(Path.GetTempPath(), "vitrine-swift-" + Path.GetRandomFileName());
        Directory.CreateDirectory(Path.Combine(folder, "devices", "d1"));
        var ports = FreePorts(4);
        foreach (var (kind, index) in Kinds.Select((kind, index) => (kind, index)))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, kind + ".conf"), StoreSettings(kind, ports[index]), cancellationToken);
            await BuildRingAsync(kind, ports[index], cancellationToken);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "proxy.conf"), ProxySettings(ports[3]), cancellationToken);
        foreach (var kind in (IEnumerable<string>)[.. Kinds, "proxy"])
        {
            var server = await LocalProcess.StartAsync(Request($"/usr/bin/swift-{kind}-server", [Path.Combine(folder, kind + ".conf")]));
            servers.Add(server);
            draining.Add(server.Errors.CopyToAsync(Stream.Null, CancellationToken.None));
            draining.Add(server.Output.CopyToAsync(Stream.Null, CancellationToken.None));
        }

        foreach (var each in ports) await AnswersAsync(each, cancellationToken);
        port = ports[3];
    }

    private string StoreSettings(string kind, int own) => string.Create(CultureInfo.InvariantCulture, $"""
        [DEFAULT]
        bind_ip = 127.0.0.1
        bind_port = {own}
        workers = 0
        user = {Environment.UserName}
        swift_dir = {folder}
        devices = {folder}/devices
        mount_check = false
        [pipeline:main]
        pipeline = {kind}-server
        [app:{kind}-server]
        use = egg:swift#{kind}

        """);

    // The cache names a port where nothing listens: what would lie in it is asked for again, which a test does not mind.
    private string ProxySettings(int own) => string.Create(CultureInfo.InvariantCulture, $"""
        [DEFAULT]
        bind_ip = 127.0.0.1
        bind_port = {own}
        workers = 0
        user = {Environment.UserName}
        swift_dir = {folder}
        [pipeline:main]
        pipeline = catch_errors cache bulk s3api tempauth copy slo proxy-server
        [app:proxy-server]
        use = egg:swift#proxy
        account_autocreate = true
        [filter:catch_errors]
        use = egg:swift#catch_errors
        [filter:cache]
        use = egg:swift#memcache
        memcache_servers = 127.0.0.1:1
        [filter:bulk]
        use = egg:swift#bulk
        [filter:s3api]
        use = egg:swift#s3api
        location = us-east-1
        [filter:tempauth]
        use = egg:swift#tempauth
        user_test_tester = {SecretKey} .admin
        [filter:copy]
        use = egg:swift#copy
        [filter:slo]
        use = egg:swift#slo

        """);

    private async Task BuildRingAsync(string kind, int own, CancellationToken cancellationToken)
    {
        var builder = Path.Combine(folder!, kind + ".builder");
        foreach (string[] words in (string[][])[["create", "4", "1", "0"], ["add", string.Create(CultureInfo.InvariantCulture, $"r1z1-127.0.0.1:{own}/d1"), "1"], ["rebalance"]])
        {
            var result = await LocalProcess.RunAsync(Request("/usr/bin/swift-ring-builder", [builder, .. words]), cancellationToken);
            if (!result.Succeeded) throw new InvalidOperationException($"swift-ring-builder {words[0]} failed: {result.Output}{result.Errors}");
        }
    }

    private ProcessRequest Request(string program, IReadOnlyList<string> arguments) => new(program, arguments)
    {
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin", ["LANG"] = "C.UTF-8" },
        WorkingDirectory = folder!,
    };

    private async Task AnswersAsync(int own, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (servers.Any(server => server.Exit.IsCompleted)) throw new InvalidOperationException("Swift did not start: one of its servers ended at once.");
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, own, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                // Swift says nowhere that it listens: the port has to be tried.
                await Task.Delay(50, cancellationToken);
            }
        }
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var listener in listeners) listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }
}
