namespace Vitrine.Web.Demo;

/// <summary>The files of <c>demo/</c>, which travel inside the executable.</summary>
internal static class DemoFiles
{
    /// <summary>The SQL that makes the shop's raw tables.</summary>
    public static string ShopSql => System.Text.Encoding.UTF8.GetString(Read("demo/shop.sql"));

    /// <summary>dbt's manifest of the shop.</summary>
    public static byte[] Manifest => Read("demo/manifest.json");

    /// <summary>dbt's catalog of the shop.</summary>
    public static byte[] Catalog => Read("demo/catalog.json");

    private static byte[] Read(string name)
    {
        using var stream = typeof(DemoFiles).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The executable was built without {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
