using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vitrine.Browser.Hostile;

/// <summary>
/// Listens on loopback, TCP and UDP alike, on one port, and notes every connection and every byte. It answers enough
/// HTTP for a browser to go on.
/// </summary>
public sealed class LoopbackTrap : IAsyncDisposable
{
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");

    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentQueue<string> heard = new();
    private readonly TcpListener tcp;
    private readonly Socket udp;
    private readonly Task[] work;

    public LoopbackTrap()
    {
        tcp = new TcpListener(IPAddress.Loopback, 0);
        tcp.Start();
        Port = ((IPEndPoint)tcp.LocalEndpoint).Port;
        udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        work = [ListenTcpAsync(), ListenUdpAsync()];
    }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>One line for each connection or packet: its kind, then the first line of what it said.</summary>
    public IReadOnlyList<string> Heard => [.. heard];

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        tcp.Stop();
        udp.Dispose();
        await Task.WhenAll(work);
        ending.Dispose();
    }

    private async Task ListenTcpAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                var client = await tcp.AcceptTcpClientAsync(ending.Token);
                _ = ReadAsync(client);
            }
            catch (Exception cause) when (cause is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ReadAsync(TcpClient client)
    {
        using (client)
        {
            var buffer = new byte[8192];
            try
            {
                var count = await client.GetStream().ReadAsync(buffer, ending.Token);
                heard.Enqueue(count == 0 ? "tcp (connected only)" : $"tcp {Encoding.ASCII.GetString(buffer, 0, count).Split('\r')[0]}");
                if (count > 0) await client.GetStream().WriteAsync(Answer, ending.Token);
            }
            catch (Exception cause) when (cause is OperationCanceledException or IOException)
            {
                heard.Enqueue("tcp (connected only)");
            }
        }
    }

    private async Task ListenUdpAsync()
    {
        var buffer = new byte[2048];
        while (!ending.IsCancellationRequested)
        {
            try
            {
                var count = await udp.ReceiveAsync(buffer, SocketFlags.None, ending.Token);
                heard.Enqueue($"udp {count} bytes");
            }
            catch (Exception cause) when (cause is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
