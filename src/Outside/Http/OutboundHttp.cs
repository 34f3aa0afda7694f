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
    public static HttpClient ForOperatorEndpoints(TimeSpan timeout, SslClientAuthenticationOptions? tls = null) => new(CreateOperatorHandler(tls)) { Timeout = timeout };

    /// <summary>The same for a caller that looks at every request and answer itself, such as one that reads answers for minutes while they are written.</summary>
    /// <param name="timeout">Until the answer begins, and of the whole of it where it is read whole.</param>
    /// <param name="watch">Stands before the connection; it is given the way out here and belongs to the client.</param>
    public static HttpClient ForOperatorEndpoints(TimeSpan timeout, DelegatingHandler watch)
    {
        ArgumentNullException.ThrowIfNull(watch);
        watch.InnerHandler = CreateOperatorHandler(null);
        return new HttpClient(watch) { Timeout = timeout };
    }

    /// <summary>
    /// For addresses that a user wrote (external connections, webhooks): public addresses only. A name is resolved once, all its
    /// addresses are judged, and the connection goes to the one that was judged; no redirects, no proxy, no cookies.
    /// A refusal arrives as the inner exception of the request's.
    /// </summary>
    /// <param name="timeout">Of a whole request, its answer included.</param>
    public static HttpClient ForUserUrls(TimeSpan timeout) => new(CreateUserUrlHandler(Dns.GetHostAddressesAsync)) { Timeout = timeout };
#pragma warning restore RS0030

    private static SocketsHttpHandler CreateOperatorHandler(SslClientAuthenticationOptions? tls)
        => new()
        {
            SslOptions = tls ?? new SslClientAuthenticationOptions(),
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };

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
