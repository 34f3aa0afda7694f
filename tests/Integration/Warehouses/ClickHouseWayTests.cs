using System.Net;
using System.Net.Sockets;
using System.Text;
using Vitrine.Primitives;
using Vitrine.Warehouses;
using Vitrine.Warehouses.ClickHouse;

namespace Vitrine.Integration.Warehouses;

/// <summary>What is said when there is no ClickHouse where one was named; this needs none.</summary>
public sealed class ClickHouseWayTests
{
    private const string Password = "pass-of-the-reader";

    [Fact]
    public async Task What_is_not_there_is_named()
    {
        Assert.Contains("no host nowhere.invalid", await RefusalAsync(new() { Host = "nowhere.invalid", Database = "shop", User = "reader" }), StringComparison.Ordinal);
        Assert.Contains("Nothing answers at 127.0.0.1:1.", await RefusalAsync(new() { Host = "127.0.0.1", Port = 1, Database = "shop", User = "reader" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_or_no_ClickHouse_is_told_from_a_wrong_password()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        // Not on the tests' own threads: there an answer waits behind every test that was started before it.
        var serving = Task.Run(() => ServeAsync(listener), TestContext.Current.CancellationToken);
        var named = new ClickHouseOptions { Host = "127.0.0.1", Port = port, Database = "shop", User = "reader", Password = new Secret(Password), Patience = TimeSpan.FromMinutes(2) };
        Assert.Contains("does not speak TLS", await RefusalAsync(named), StringComparison.Ordinal);
        Assert.DoesNotContain("password", await RefusalAsync(named with { Tls = WarehouseTls.Off }), StringComparison.Ordinal);
        listener.Stop();
        await serving;
    }

    [Fact]
    public void Settings_show_no_password()
        => Assert.DoesNotContain(Password, new ClickHouseOptions { Host = "h", Database = "d", User = "u", Password = new Secret(Password) }.ToString(), StringComparison.Ordinal);

    private static async Task<string> RefusalAsync(ClickHouseOptions options)
    {
        await using var warehouse = new ClickHouseWarehouse(options);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => warehouse.TestAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(Password, refusal + string.Concat(refusal.Data.Values.Cast<object?>()), StringComparison.Ordinal);
        return refusal.Message;
    }

    /// <summary>Answers everybody as a web server that knows nothing, also after a guest that left in the middle and beside one that says nothing.</summary>
    private static async Task ServeAsync(TcpListener listener)
    {
        var guests = new List<Task>();
        try
        {
            while (true) guests.Add(AnswerAsync(await listener.AcceptTcpClientAsync()));
        }
        catch (Exception cause) when (cause is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }

        await Task.WhenAll(guests);
    }

    private static async Task AnswerAsync(TcpClient guest)
    {
        using (guest)
        {
            try
            {
                await using var stream = guest.GetStream();
                if (await stream.ReadAsync(new byte[8192]) > 0) await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"));
            }
            catch (IOException)
            {
                // It left.
            }
        }
    }
}
