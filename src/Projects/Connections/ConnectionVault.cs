using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Vitrine.Primitives;
using Secret = Vitrine.Primitives.Secret;

namespace Vitrine.Projects.Connections;

/// <summary>Puts connections into rows and takes them out. Passwords lie there encrypted with the keys of the data folder, so that a copy of the database alone opens no warehouse.</summary>
internal sealed class ConnectionVault(IDataProtectionProvider protection)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly IDataProtector protector = protection.CreateProtector("Vitrine.Projects.Connections");

    /// <summary>The connection as a row holds it, without its password.</summary>
    public static string Write(WarehouseConnection connection) => JsonSerializer.Serialize(connection with { Password = null }, Options);

    /// <summary>The password as a row holds it.</summary>
    public string? Protect(WarehouseConnection connection) => connection.Password is { } password ? protector.Protect(password.Reveal()) : null;

    /// <summary>The connection of a row, or a refusal: its password cannot be read with the keys that are there.</summary>
    public WarehouseConnection Read(ProjectRow row)
    {
        var connection = JsonSerializer.Deserialize<WarehouseConnection>(row.Warehouse, Options) ?? throw new InvalidOperationException("A project has no connection.");
        if (row.WarehousePassword is not { } kept) return connection;
        try
        {
            return connection with { Password = new Secret(protector.Unprotect(kept)) };
        }
        catch (CryptographicException)
        {
            throw new RefusalException(
                "projects.lost-password", "The password of this project's warehouse cannot be read: the keys of the data folder are not those that it was kept with. Set it again in the project's connection.", RefusalKind.Unavailable);
        }
    }

    /// <summary>What a change gives, with the password that is kept where it gives none and goes to the same place.</summary>
    public WarehouseConnection Completed(WarehouseConnection change, ProjectRow row)
    {
        if (change.Password is not null || row.WarehousePassword is null) return change;
        var present = Read(row);
        return change.IsSamePlaceAs(present) ? change with { Password = present.Password } : change;
    }
}
