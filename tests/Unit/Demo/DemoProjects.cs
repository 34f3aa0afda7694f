namespace Vitrine.Unit.Demo;

/// <summary>The small dbt projects whose manifests are made here: the demo shop, and a third that only tests know.</summary>
internal static class DemoProjects
{
    /// <summary>A day for tests; the types of columns are the same for each.</summary>
    public static readonly DateOnly LastDay = new(2026, 3, 14);

    public static string Root => TestData.Root;

    public static string Demo => Path.Combine(Root, "demo");

    public static string Third => Path.Combine(Root, "tests", "data", "third");

    /// <summary>The writer of a folder with <c>dbt/</c> and the SQL of its raw tables.</summary>
    public static DbtProjectWriter Writer(string folder) => new(Path.Combine(folder, "dbt"), RawSql(folder), LastDay);

    public static string RawSql(string folder) => File.ReadAllText(Path.Combine(folder, folder == Demo ? "shop.sql" : "tables.sql"));
}
