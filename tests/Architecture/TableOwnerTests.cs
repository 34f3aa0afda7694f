using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Vitrine.Storage;

namespace Vitrine.Architecture;

/// <summary>Law 8: each module configures and owns its tables; others ask it, they do not join them.</summary>
public sealed partial class TableOwnerTests
{
    private const string RawSql = "Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.", RawQueries = "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions.FromSql";

    private static readonly string[] RawMembers = ["ExecuteSql", "SqlQuery", "GetDbConnection"];

    [Fact]
    public void A_module_maps_rows_of_its_own_and_no_table_twice()
    {
        var parts = ModuleTable.Assemblies().SelectMany(assembly => assembly.GetTypes()).Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IModelPart).IsAssignableFrom(type)).ToList();
        Assert.InRange(parts.Count, 5, 50);
        Assert.Empty(Violations(parts));
    }

    // A row that others cannot name cannot be joined by them.
    [Fact]
    public void Nobody_else_sees_the_rows_of_a_module()
    {
        var modules = ModuleTable.Allowed.Keys.Append("Web").Select(module => $"Vitrine.{module}").ToHashSet();
        foreach (var assembly in ModuleTable.Assemblies().Where(assembly => assembly.GetTypes().Any(type => typeof(IModelPart).IsAssignableFrom(type) && type.IsClass)))
            Assert.DoesNotContain(assembly.GetCustomAttributes<InternalsVisibleToAttribute>(), friend => modules.Contains(friend.AssemblyName));
    }

    // Jobs claims with a statement that no expression gives. SQL of a module names the module's own tables.
    [Fact]
    public void Only_Storage_and_Jobs_write_SQL_and_Jobs_to_its_own_tables()
    {
        Assert.Equal(["Jobs", "Storage"], ModuleTable.Allowed.Keys.Where(module => ModuleTable.IsBuilt(module) && WritesSql(AssemblyUse.Of(module).Members)).Order(StringComparer.Ordinal));
        var named = Directory.EnumerateFiles(Path.Combine(TestData.Root, "src", "Jobs"), "*.cs", SearchOption.AllDirectories).SelectMany(file => Named(File.ReadAllText(file))).Distinct();
        Assert.Equal(["jobs"], named);
    }

    [Fact]
    public void A_join_in_SQL_is_found() => Assert.Equal(["jobs", "people"], Named("SELECT 1 FROM jobs job JOIN people ON true"));

    [Fact]
    public void Foreign_rows_visible_rows_tables_of_two_and_raw_SQL_are_found()
    {
        Assert.Equal(["ForeignPart maps Vitrine.Primitives.Diagnostic", "OpenPart shows OpenRow", "two modules map open"], Violations([typeof(ForeignPart), typeof(OpenPart), typeof(SecondPart)]));
        Assert.True(WritesSql([RawSql + "ExecuteSqlRawAsync"]));
        Assert.False(WritesSql([RawSql + "OpenConnectionAsync"]));
    }

    private static IEnumerable<string> Named(string source) => Table().Matches(source).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE) +([a-z_]+)")]
    private static partial Regex Table();

    private static bool WritesSql(IEnumerable<string> members)
        => members.Any(member => member.StartsWith(RawQueries, StringComparison.Ordinal) || RawMembers.Any(word => member.StartsWith(RawSql + word, StringComparison.Ordinal)));

    private static List<string> Violations(IEnumerable<Type> parts)
    {
        var found = new List<string>();
        var owners = new Dictionary<string, Type>();
        foreach (var part in parts)
        {
            var model = new ModelBuilder();
            ((IModelPart)Activator.CreateInstance(part, nonPublic: true)!).Configure(model);
            foreach (var entity in model.Model.GetEntityTypes())
            {
                if (entity.ClrType.Assembly != part.Assembly) found.Add($"{part.Name} maps {entity.ClrType.FullName}");
                else if (entity.ClrType.IsVisible) found.Add($"{part.Name} shows {entity.ClrType.Name}");
                if (entity.GetTableName() is { } table && !owners.TryAdd(table, part) && owners[table] != part) found.Add($"two modules map {table}");
            }
        }

        return found;
    }

    private sealed class ForeignPart : IModelPart
    {
        public void Configure(ModelBuilder model) => model.Entity<Vitrine.Primitives.Diagnostic>().ToTable("foreign");
    }

    private sealed class OpenPart : IModelPart
    {
        public void Configure(ModelBuilder model) => model.Entity<OpenRow>().ToTable("open");
    }

    private sealed class SecondPart : IModelPart
    {
        public void Configure(ModelBuilder model) => model.Entity<HiddenRow>().ToTable("open");
    }

    public sealed class OpenRow;

    private sealed class HiddenRow;
}
