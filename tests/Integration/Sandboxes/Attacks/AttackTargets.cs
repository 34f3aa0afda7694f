using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Vitrine.Sandboxes;

namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>What hostile programs are after: a secret in the server's environment and in a file, and listeners that must hear nothing.</summary>
public sealed class AttackTargets : IDisposable
{
    private const string SecretName = "VITRINE_TEST_ATTACK_SECRET";

    private readonly TcpListener loopback = new(IPAddress.Loopback, 0);
    private readonly UdpClient datagrams = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Socket inFolder = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), withoutFolder = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string secretFolder, socketFile, abstractName = $"vitrine-{Guid.CreateVersion7():n}";

    public AttackTargets(string folder)
    {
        Folder = folder;
        secretFolder = Directory.CreateTempSubdirectory("vitrine-secret-").FullName;
        SecretFile = Path.Combine(secretFolder, "secret");
        socketFile = Path.Combine(secretFolder, "socket");
        File.WriteAllText(SecretFile, Secret);
        // Whoever gets there can read it: nothing but the sandbox keeps it.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(secretFolder, (UnixFileMode)0b111_111_111);
            File.SetUnixFileMode(SecretFile, (UnixFileMode)0b110_110_110);
        }

        Environment.SetEnvironmentVariable(SecretName, Secret);
        loopback.Start();
        inFolder.Bind(new UnixDomainSocketEndPoint(socketFile));
        inFolder.Listen();
        withoutFolder.Bind(new UnixDomainSocketEndPoint("\0" + abstractName));
        withoutFolder.Listen();
    }

    /// <summary>What no program may print.</summary>
    public string Secret { get; } = "swordfish-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    public string SecretFile { get; }

    /// <summary>The folder in which the provider keeps its own.</summary>
    public string Folder { get; }

    /// <summary>Small enough to be reached in moments, and enough for Node.</summary>
    public static SandboxLimits Limits { get; } = new() { MemoryBytes = 200L << 20, WorkspaceBytes = 96L << 20, Files = 600, Processes = 80, FileBytes = 8L << 20, OutputBytes = 1L << 20 };

    /// <summary>What they are told of it.</summary>
    public string Describe(string mark) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["secret"] = Secret[10..],
        ["secretFile"] = SecretFile,
        ["folder"] = Folder,
        ["server"] = Environment.ProcessId,
        ["port"] = ((IPEndPoint)loopback.LocalEndpoint).Port,
        ["udp"] = ((IPEndPoint)datagrams.Client.LocalEndPoint!).Port,
        ["abstractSocket"] = abstractName,
        ["socketFile"] = socketFile,
        ["mark"] = mark,
        ["files"] = Limits.Files,
        ["fileMegabytes"] = Limits.FileBytes >> 20,
        ["workspaceMegabytes"] = Limits.WorkspaceBytes >> 20,
    });

    /// <summary>Whether something came to a listener, or the file is not as it was.</summary>
    public string? Noticed()
    {
        if (loopback.Pending()) return "a connection over TCP";
        if (datagrams.Available > 0) return "a datagram";
        if (inFolder.Poll(0, SelectMode.SelectRead) || withoutFolder.Poll(0, SelectMode.SelectRead)) return "a connection to a UNIX socket";
        if (File.ReadAllText(SecretFile) != Secret) return "another content of the file";
        return Directory.GetFileSystemEntries(secretFolder).Length != 2 ? "another file" : null;
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(SecretName, null);
        loopback.Dispose();
        datagrams.Dispose();
        inFolder.Dispose();
        withoutFolder.Dispose();
        Directory.Delete(secretFolder, recursive: true);
    }
}
