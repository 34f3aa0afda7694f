using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Vitrine.Primitives;

namespace Vitrine.Outside.Http;

/// <summary>The only two ways out of the server over HTTP.</summary>
public static class OutboundHttp
{
#pragma warning disable RS0030 // The two clients that the rule leaves.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For what an operator configured (model gateway, sandbox host, object store, warehouse): any address, no redirects, so that
    /// credentials reach only the host that was named.
    /// </summary>
    /// <param name="timeout">Of a whole request, its answer included.</param>
    /// <param name="tls">How the operator wants a server's certificate to be looked at; null for what the machine trusts.</param>
    public static HttpClient ForOperatorEndpoints(TimeSpan timeout, SslClientAuthenticationOptions? tls = null)
        => new(new SocketsHttpHandler
        {
            SslOptions = tls ?? new SslClientAuthenticationOptions(),
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        { Timeout = timeout };

    /// <summary>
    /// For addresses that a user wrote (external connections, webhooks): public addresses only. A name is resolved once, all its
    /// addresses are judged, and the connection goes to the one that was judged; no redirects, no proxy, no cookies.
    /// A refusal arrives as the inner exception of the request's.
    /// </summary>
    /// <param name="timeout">Of a whole request, its answer included.</param>
    public static HttpClient ForUserUrls(TimeSpan timeout) => new(CreateUserUrlHandler(Dns.GetHostAddressesAsync)) { Timeout = timeout };
#pragma warning restore RS0030

    internal static SocketsHttpHandler CreateUserUrlHandler(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
        => new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = ConnectTimeout,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var addresses = await resolve(context.DnsEndPoint.Host, cancellationToken);
                // One private address among public ones is how rebinding looks: the whole name is refused.
                if (addresses.Length == 0 || !addresses.All(PublicAddress.IsPublic))
                {
                    throw new RefusalException("http.address-not-public", $"The address of {context.DnsEndPoint.Host} is not a public one. Use an address that is reachable from the internet.", RefusalKind.Forbidden);
                }

                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
}
