using Vitrine.Primitives;
using Vitrine.Projects.Connections;

namespace Vitrine.Integration.Warehouses;

/// <summary>
/// A warehouse that cannot be started here: where the variable names one (an address as <c>vitrine semantic run --warehouse</c> takes it; its user may make tables there), the specification runs on it, else it is
/// skipped with the reason. The password is the variable of that name with <c>_PASSWORD</c> behind it.
/// </summary>
internal static class OutsideServer
{
    public static WarehouseConnection Connection(string variable)
    {
        var address = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(address), $"{variable} names no server.");
        var password = Environment.GetEnvironmentVariable(variable + "_PASSWORD");
        return WarehouseAddress.Parse(address!, string.IsNullOrEmpty(password) ? null : new Secret(password));
    }
}
