using System.Text.RegularExpressions;

namespace Vitrine.Architecture;

/// <summary>Names and sizes of the house style.</summary>
public sealed partial class NameTests
{
    private static readonly string[] Refused = ["Manager", "Helper", "Util", "Utils", "Impl", "Base", "Info", "Misc", "Processor", "Common"];
    private static readonly string[] RefusedFolders = ["Core", "Common", "Shared", "Utilities", "Helpers", "Services"];
    private const int LongestFile = 500;

    public static IEnumerable<string> Sources(params string[] roots)
        => roots.SelectMany(root => Directory.EnumerateFiles(Path.Combine(TestData.Root, root), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void No_type_carries_a_refused_name()
        => Assert.Empty(Sources("src", "tests").Where(file => !file.EndsWith("/NameTests.cs", StringComparison.Ordinal)).SelectMany(file => RefusedNames(File.ReadAllText(file)).Select(name => $"{Relative(file)}: {name}")));

    [Fact]
    public void A_refused_name_is_found()
    {
        Assert.Equal(["TurnManager", "QueryBase"], RefusedNames("internal sealed class TurnManager; public abstract record QueryBase(int X);"));
        Assert.Empty(RefusedNames("public sealed record Database; class Helpers2; class Information;"));
    }

    [Fact]
    public void No_folder_is_called_by_a_word_that_means_nothing()
        => Assert.Empty(Directory.EnumerateDirectories(Path.Combine(TestData.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(folder => RefusedFolders.Contains(Path.GetFileName(folder))).Select(Relative));

    [Fact]
    public void Files_stay_small_enough_to_read()
        => Assert.Empty(Sources("src", "tests").Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(file => (File: Relative(file), Lines: File.ReadLines(file).Count())).Where(entry => entry.Lines > LongestFile).Select(entry => $"{entry.File}: {entry.Lines} lines"));

    [Fact]
    public void A_file_is_called_like_a_type_in_it()
        => Assert.Empty(Sources("src").Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(file => !NamesItsType(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))).Select(Relative));

    [Fact]
    public void A_file_without_its_type_is_found()
    {
        Assert.False(NamesItsType("Orders", "public sealed class Sales;"));
        Assert.True(NamesItsType("Orders.Reading", "internal partial class Orders { }"));
    }

    [Fact]
    public void There_are_no_regions() => Assert.Empty(Sources("src", "tests").Where(file => Region().IsMatch(File.ReadAllText(file))).Select(Relative));

    private static string Relative(string file) => Path.GetRelativePath(TestData.Root, file);

    private static IEnumerable<string> RefusedNames(string source)
        => TypeName().Matches(source).Select(match => match.Groups[1].Value)
            .Where(name => Refused.Any(word => name.EndsWith(word, StringComparison.Ordinal) && name != "DataBase" && !name.EndsWith("Database", StringComparison.Ordinal)));

    private static bool NamesItsType(string file, string source)
    {
        var name = file.Split('.')[0];
        return name is "AssemblyInfo" or "GlobalUsings" || TypeName().Matches(source).Any(match => match.Groups[1].Value == name);
    }

    [GeneratedRegex(@"\b(?:class|record struct|record class|record|struct|interface|enum|delegate\s+\S+)\s+([A-Z]\w*)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^\s*#region", RegexOptions.Multiline)]
    private static partial Regex Region();
}
