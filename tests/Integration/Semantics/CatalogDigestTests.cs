using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Searching;

namespace Vitrine.Integration.Semantics;

public sealed class CatalogDigestTests
{
    private static SemanticLayer Layer { get; } = DbtProjectReader.Read(File.ReadAllBytes(TestData.File("jaffle", "manifest.json")), File.ReadAllBytes(TestData.File("jaffle", "catalog.json")), new SemanticOptions());

    [Theory]
    [InlineData(500)]
    [InlineData(3_000)]
    [InlineData(12_000)]
    [InlineData(1_000_000)]
    public void A_digest_keeps_its_size_and_counts_what_it_leaves_out(int most)
    {
        var view = new LayerView(Layer, JaffleTruth.Recorded.Identity);
        var digest = CatalogDigest.Write(view, most);
        Assert.InRange(digest.Length, 1, most);
        var lines = digest.TrimEnd().Split('\n');
        var explores = lines.Count(line => !line.StartsWith(' ') && !line.StartsWith("and ", StringComparison.Ordinal));
        var left = lines.Where(line => line.StartsWith("and ", StringComparison.Ordinal)).Sum(line => int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(view.Explores.Count(), explores + left);
        var fields = lines.Count(line => line.StartsWith("  ", StringComparison.Ordinal) && !line.StartsWith("  and ", StringComparison.Ordinal));
        var hidden = lines.Where(line => line.StartsWith("  and ", StringComparison.Ordinal)).Sum(line => int.Parse(line.Trim().Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
        if (left == 0) Assert.Equal(view.Explores.Sum(explore => view.FieldsOf(explore).Count(field => field is not Dimension { Interval: not null })), fields + hidden);
        if (most == 1_000_000) Assert.Equal((0, 0), (left, hidden));
    }

    [Fact]
    public void It_shows_what_that_person_may_see_and_nothing_else()
    {
        var nobody = new QueryIdentity { PersonId = "nobody", Attributes = new Dictionary<string, IReadOnlyList<string>>() };
        var (all, some) = (CatalogDigest.Write(new LayerView(Layer, JaffleTruth.Recorded.Identity), 1_000_000), CatalogDigest.Write(new LayerView(Layer, nobody), 1_000_000));
        Assert.True(some.Length < all.Length);
        foreach (var explore in Layer.ExploreNames.Select(name => Layer.TryGetExplore(name, out var found) ? found : null).OfType<Explore>())
        {
            foreach (var field in explore.Dimensions.Cast<Field>().Concat(explore.Metrics).Where(field => !Layer.IsVisible(field, nobody))) Assert.DoesNotContain($"{field.Reference} (", some, StringComparison.Ordinal);
        }
    }
}
