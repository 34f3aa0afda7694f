namespace Vitrine.Architecture;

/// <summary>Law 2: Primitives, Sql and Semantics do no input or output, and reference no driver or web package.</summary>
public sealed class PureModuleTests
{
    private static readonly string[] Outside =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.Diagnostics.Process",
        "System.Net.", "System.Data.", "Microsoft.AspNetCore.", "Microsoft.EntityFrameworkCore.", "DuckDB.", "Npgsql.", "Amazon.", "System.Console",
    ];

    [Theory]
    [InlineData("Primitives")]
    [InlineData("Sql")]
    [InlineData("Semantics")]
    public void Pure_modules_touch_nothing_outside(string module)
    {
        Assert.Contains(module, ModuleTable.PureModules);
        Assert.Empty(Violations(AssemblyUse.Of(module).Types));
    }

    [Fact]
    public void Input_and_output_is_found()
        => Assert.Equal(["System.IO.File", "System.Net.Sockets.Socket"], Violations(["System.String", "System.IO.File", "System.Net.Sockets.Socket", "System.IO.FileNotFoundException"]));

    private static IReadOnlyList<string> Violations(IEnumerable<string> types)
        => [.. types.Where(type => Outside.Any(word => word.EndsWith('.') ? type.StartsWith(word, StringComparison.Ordinal) : type == word)).Order(StringComparer.Ordinal)];
}
