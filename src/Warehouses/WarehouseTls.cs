namespace Vitrine.Warehouses;

/// <summary>How the way to a server is protected.</summary>
public enum WarehouseTls
{
    /// <summary>Encrypted, and the server proves that it is the host that was named. The default.</summary>
    Verified,

    /// <summary>Encrypted, to whoever answers: for servers with a certificate of their own making, in a network that is trusted.</summary>
    Unverified,

    /// <summary>Not encrypted: for servers on this machine.</summary>
    Off,
}
