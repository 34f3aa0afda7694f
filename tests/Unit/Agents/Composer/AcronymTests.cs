using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>Letters that stand for words, on either side.</summary>
public sealed class AcronymTests
{
    [Fact]
    public void Letters_name_the_field_that_has_the_words() => Assert.Equal("loans.value", Best("LTV per branch", Metric("value", "Lifetime value"), Metric("other", "Fines")));

    [Fact]
    public void Of_two_fields_with_the_letters_the_one_with_some_of_the_words_too_is_meant() => Assert.Equal("loans.monthly", Best("MRR per branch", Metric("weekly", "Weekly MRR"), Metric("monthly", "Monthly MRR")));

    [Fact]
    public void Words_name_the_field_that_has_their_letters_within_a_longer_name() => Assert.Equal("loans.bp", Best("resting blood pressure per branch", Metric("bp", "Average resting BP"), Metric("other", "Fines")));

    private static CatalogField Metric(string name, string label) => SmallCatalog.Metric("loans." + name, label, MetricType.Average, "A figure.");

    private static string? Best(string prompt, params CatalogField[] fields)
    {
        var book = SmallCatalog.Book(SmallCatalog.Of([.. fields, SmallCatalog.Branch]));
        var (_, mentions) = new MentionFinder(new FieldFinder(book)).Read(PromptReader.Read(prompt, new DateOnly(2026, 1, 1), book));
        return mentions.SelectMany(mention => mention.Candidates).FirstOrDefault(candidate => candidate.Field.IsMetric)?.Field.Name;
    }
}
