using System.Net.Sockets;
using System.Security.Authentication;

namespace Vitrine.Warehouses;

/// <summary>What is said when the way to a server fails, whatever is spoken there.</summary>
internal static class ServerRefusals
{
    /// <summary>A sentence for the cause, or null when it is something else.</summary>
    /// <param name="cause">The innermost exception that says something.</param>
    /// <param name="host">The host that was named.</param>
    /// <param name="port">The port.</param>
    public static string? Explain(Exception? cause, string host, int port) => cause switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => $"There is no host {host}. Check the name.",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => $"Nothing answers at {host}:{port}. Check host and port, and that the server runs.",
        SocketException or TimeoutException => $"{host}:{port} cannot be reached. Check host and port, and that a firewall lets this machine through.",
        AuthenticationException when cause.Message.Contains("certificate", StringComparison.Ordinal)
            => $"The certificate of {host}:{port} is not one that this machine trusts for that name. Give its authority as certificateAuthority, or set tls to unverified where the network is trusted.",
        AuthenticationException => $"{host}:{port} does not speak TLS. Switch it on there, or set tls to off where nobody else can listen.",
        _ => null,
    };
}
