namespace Vitrine.Benchmarks;

/// <summary>The built program with a data folder of its own, in which the demo was made. One for all measures: making it takes longer than most of them.</summary>
internal sealed class Product
{
    private static Task<Product>? shared;

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-benchmarks-").FullName;

    private Product()
    {
    }

    /// <summary>The demo's database, as the warehouse of the project <c>shop</c>.</summary>
    public string ShopFile => Path.Combine(folder, "demo", "shop.duckdb");

    /// <summary>The folder of the .NET that runs this.</summary>
    public static string Runtime { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    /// <summary>A file of the data folder, as text.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(folder, file));

    /// <summary>A product whose demo is complete, its app among it.</summary>
    public static Task<Product> SharedAsync() => shared ??= MakeAsync();

    /// <summary>How long the very first start takes, over an empty data folder, until it says that it is up.</summary>
    public static async Task<double> FirstStartAsync()
    {
        var product = new Product();
        try
        {
            await using var server = await product.StartAsync();
            return server.MillisecondsToGreeting;
        }
        finally
        {
            Directory.Delete(product.folder, recursive: true);
        }
    }

    /// <summary>Starts a server; it has said that it is up.</summary>
    public Task<RunningServer> StartAsync() => RunningServer.StartAsync(Program(), folder, Settings());

    /// <summary>Removes what was made.</summary>
    public static async Task DisposeAllAsync()
    {
        if (shared is not null) Directory.Delete((await shared).folder, recursive: true);
    }

    private static async Task<Product> MakeAsync()
    {
        var product = new Product();
        await using var server = await product.StartAsync();
        await server.WaitForDemoAppAsync();
        return product;
    }

    /// <summary>The folder of the repository.</summary>
    public static string Checkout()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Vitrine.slnx"))) return at.FullName;
        }

        throw new InvalidOperationException("Measures are run from a checkout.");
    }

    /// <summary>The program as <c>./run</c> starts it, compiled ahead; the build of the measures makes it. Its folder is called like theirs: release, and the platform.</summary>
    public static string Program() => Path.Combine(Checkout(), "artifacts", "publish", "Web", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "vitrine");

    private Dictionary<string, string> Settings()
    {
        var artifacts = Path.Combine(Checkout(), "artifacts");
        return new Dictionary<string, string>
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = Environment.GetEnvironmentVariable("HOME") ?? "/tmp",
            ["DOTNET_ROOT"] = Runtime,
            ["APPS_RUNTIME_ENABLED"] = "true",
            ["VITRINE_DEMO"] = "true",
            ["VITRINE_DATA"] = folder,
            ["VITRINE_HOST_SCRIPT"] = Path.Combine(artifacts, "host", "host.js"),
            ["VITRINE_TEMPLATE"] = Path.Combine(artifacts, "template", "current"),
        };
    }
}
