using System.Security.Authentication;
using ClickHouse.Driver;
using Vitrine.Primitives;

namespace Vitrine.Warehouses.ClickHouse;

/// <summary>What ClickHouse's errors mean, by their numbers.</summary>
internal static class ClickHouseRefusals
{
    private const int UnknownDatabase = 81;
    private const int AuthenticationFailed = 516;
    private const int RequiredPassword = 194;
    private const int WrongPassword = 193;
    private const int UnknownUser = 192;
    private const int ReadOnly = 164;
    private const int UnknownSetting = 115;

    public static bool IsTimeout(ClickHouseServerException cause) => cause.ErrorCode is 159 or 160 or 394;

    /// <summary>Whether it is about who asks, and not about what is asked.</summary>
    public static bool IsOfWay(ClickHouseServerException cause)
        => cause.ErrorCode is UnknownDatabase or AuthenticationFailed or RequiredPassword or WrongPassword or UnknownUser or UnknownSetting || (cause.ErrorCode == ReadOnly && cause.Message.Contains("setting", StringComparison.Ordinal));

    public static RefusalException OfStatement(ClickHouseServerException cause) => cause.ErrorCode switch
    {
        241 or 396 or 158 or 307 => WarehouseRefusals.OutOfMemory(cause.Message),
        202 => WarehouseRefusals.Busy(cause.Message),
        497 => WarehouseRefusals.NotAllowed(cause.Message),
        // What cannot be parsed, converted or held.
        6 or 26 or 27 or 38 or 41 or 69 or 70 or 72 or 153 or 349 or 407 => WarehouseRefusals.Conversion(cause.Message),
        // Unknown tables, columns, functions, and types that do not go together.
        10 or 16 or 42 or 43 or 44 or 46 or 47 or 50 or 53 or 60 or 62 or 63 or 386 => WarehouseRefusals.Mismatch(cause.Message),
        _ => WarehouseRefusals.Failed(cause.Message),
    };

    /// <summary>The way to the server, or its door.</summary>
    public static RefusalException OfWay(Exception cause, ClickHouseOptions options, int port)
    {
        var place = $"{options.Host}:{port}";
        var message = cause is ClickHouseServerException server
            ? server.ErrorCode switch
            {
                UnknownDatabase => $"{place} has no database {options.Database}. Check the name; dbt makes it when it builds.",
                ReadOnly => $"The user {options.User} may not change settings, which questions need. Give it a profile with readonly 2 instead of 1.",
                UnknownSetting => $"{place} lacks a setting that questions need: ClickHouse 24 or newer is supported.",
                _ => $"{place} does not accept the user {options.User} with that password. Set it again in the project's connection.",
            }
            : ServerRefusals.Explain(Inner(cause), options.Host, port) ?? $"The connection to {place} failed. Check that it is the port of the HTTP interface, and tls.";
        return WarehouseRefusals.Unavailable(message, cause.Message);
    }

    private static Exception? Inner(Exception cause)
    {
        var inner = cause.InnerException;
        while (inner is HttpRequestException or AggregateException) inner = inner.InnerException;
        return inner is AuthenticationException { InnerException: AuthenticationException deeper } ? deeper : inner;
    }
}
