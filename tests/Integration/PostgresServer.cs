using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Vitrine.Outside.Processes;

[assembly: AssemblyFixture(typeof(Vitrine.Integration.PostgresServer))]

namespace Vitrine.Integration;

/// <summary>
/// A real PostgreSQL from the distribution's packages, started when the first test asks for a database and gone with the run. It refuses to
/// run as root, so root starts it as the packages' user.
/// </summary>
public class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1, 1);
    private LocalProcess? server;
    private Task? draining;
    private string? folder;
    private int port;
    private int databases;

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    /// <summary>A new, empty database as an address for DATABASE_URL; skips the test where no server is installed.</summary>
    public async Task<string> NewDatabaseAsync(CancellationToken cancellationToken)
    {
        await starting.WaitAsync(cancellationToken);
        try
        {
            if (server is null) await StartAsync(cancellationToken);
        }
        finally
        {
            starting.Release();
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref databases)}");
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false;SSL Mode=Disable");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"postgres://postgres@127.0.0.1:{port}/{name}");
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill();
            await server.DisposeAsync();
            if (draining is not null) await draining.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        starting.Dispose();
        if (folder is not null) Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes the files of a new server before it starts; gives further arguments.</summary>
    protected virtual Task<IReadOnlyList<string>> PrepareAsync(string data, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Writes a file that the server owns and nobody else reads.</summary>
    protected static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var draft = Path.GetTempFileName();
        await File.WriteAllTextAsync(draft, text, cancellationToken);
        string[] owner = IsRoot ? ["-o", "postgres", "-g", "postgres"] : [];
        await RunAsync("install", [.. owner, "-m", "600", draft, path], cancellationToken);
        File.Delete(draft);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "postgres")))
            : null;
        if (programs is null) Assert.Skip("No PostgreSQL is installed: apt-get install postgresql.");
        folder = Path.Combine(Path.GetTempPath(), "vitrine-postgres-" + Path.GetRandomFileName());
        if (IsRoot) await RunAsync("install", ["-d", "-o", "postgres", "-g", "postgres", "-m", "700", folder], cancellationToken);
        else Directory.CreateDirectory(folder);
        var data = Path.Combine(folder, "data");
        await RunAsUserAsync(Path.Combine(programs, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions"], cancellationToken);
        var more = await PrepareAsync(data, cancellationToken);
        port = FreePort();
        var (program, arguments) = AsUser(Path.Combine(programs, "postgres"), [
            "-D", data, "-k", folder, "-c", "listen_addresses=127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture),
            "-c", "fsync=off", "-c", "shared_buffers=32MB", "-c", "max_connections=400", .. more,
        ]);
        server = await LocalProcess.StartAsync(new ProcessRequest(program, arguments) { Environment = Variables, WorkingDirectory = folder });
        var lines = new StreamReader(server.Errors);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                draining = lines.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException("PostgreSQL did not start.");
    }

    private static Dictionary<string, string> Variables => new() { ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin", ["LANG"] = "C.UTF-8", ["LC_ALL"] = "C.UTF-8" };

    private static Task RunAsUserAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var (actual, all) = AsUser(program, arguments);
        return RunAsync(actual, all, cancellationToken);
    }

    private static (string Program, IReadOnlyList<string> Arguments) AsUser(string program, IReadOnlyList<string> arguments)
        => IsRoot ? ("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--clear-groups", program, .. arguments]) : (program, arguments);

    private static async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await LocalProcess.RunAsync(new ProcessRequest(program, arguments) { Environment = Variables, WorkingDirectory = Path.GetTempPath() }, cancellationToken);
        if (!result.Succeeded) throw new InvalidOperationException($"{program} failed: {result.Errors}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
