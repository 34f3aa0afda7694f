using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Vitrine.Primitives;

namespace Vitrine.Web.Hosting;

/// <summary>What can stand in the way of listening, and what to do about it.</summary>
internal static class ListenRefusals
{
    private const string Remedy = $"Choose another with --listen http://localhost:8081 or {ServerOptions.ListenVariable}.";

    /// <summary>Refuses what is no address.</summary>
    public static void Check(string listen)
    {
        foreach (var one in listen.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                var address = BindingAddress.Parse(one);
                if (address.IsUnixPipe || address.IsNamedPipe) continue;
                if (address.Port is < 0 or > 65535) throw new RefusalException("serve.bad-address", $"'{one}' names no port: ports go from 1 to 65535. {Remedy}");
                if (address is { Port: 0, Host: "localhost" }) throw new RefusalException("serve.bad-address", $"'{one}' asks for any free port, which only an address such as http://127.0.0.1:0 can. {Remedy}");
            }
            catch (FormatException)
            {
                throw new RefusalException("serve.bad-address", $"'{one}' is no address to listen at. {Remedy}");
            }
        }
    }

    /// <summary>The refusal behind a fault at the start, or null when it is none of listening.</summary>
    public static RefusalException? Find(Exception fault, string listen) => fault switch
    {
        IOException { InnerException: AddressInUseException } or AddressInUseException
            => new RefusalException("serve.address-taken", $"Something else listens at {listen} already. Stop it, or choose another address with --listen http://localhost:8081 or {ServerOptions.ListenVariable}.", RefusalKind.Unavailable),
        SocketException { SocketErrorCode: SocketError.AccessDenied }
            => new RefusalException("serve.address-denied", $"This user may not listen at {listen}; ports below 1024 are for root. {Remedy}", RefusalKind.Unavailable),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable }
            => new RefusalException("serve.address-absent", $"This machine does not have the address {listen}. {Remedy}", RefusalKind.Unavailable),
        _ => null,
    };
}
