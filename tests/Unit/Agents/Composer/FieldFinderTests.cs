using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Unit.Agents.Composer;

public sealed class FieldFinderTests
{
    private static readonly DateOnly Today = new(2026, 1, 1);

    [Theory]
    [InlineData("abandonment", "abandoned")]
    [InlineData("resolution", "resolved")]
    [InlineData("engagement", "engaged")]
    [InlineData("billable", "bill")]
    [InlineData("renewal", "renewed")]
    [InlineData("conversion", "converted")]
    [InlineData("utilisation", "utilized")]
    public void Forms_of_one_word_are_alike(string word, string other) => Assert.True(NameScore.Likeness(Stemmer.Stem(word), Stemmer.Stem(other)) >= 0.6);

    [Theory]
    [InlineData("station", "state")]
    [InlineData("nation", "native")]
    [InlineData("order", "ordinal")]
    [InlineData("weather", "leather")]
    [InlineData("rate", "rating")]
    public void Words_that_only_begin_alike_are_not(string word, string other) => Assert.True(NameScore.Likeness(Stemmer.Stem(word), Stemmer.Stem(other)) < 0.6);

    [Theory]
    [InlineData("how long do readers wait on average", "loans.average_wait")]
    [InlineData("how often are loans late", "loans.late_rate")]
    [InlineData("how much in fines", "loans.fines")]
    public void A_question_names_the_figure_that_answers_it(string prompt, string field)
    {
        var (_, mentions) = new MentionFinder(new FieldFinder(SmallCatalog.Book())).Read(PromptReader.Read(prompt, Today, SmallCatalog.Book()));
        Assert.Contains(mentions, mention => mention.Candidates[0].Field.Name == field);
    }

    [Fact]
    public void What_is_warned_of_is_no_answer()
    {
        var found = new FieldFinder(SmallCatalog.Book()).Find(["fine"]);
        Assert.Equal("loans.fines", found[0].Field.Name);
        Assert.DoesNotContain(found, candidate => candidate.Field.Name == "loans.fines_old" && candidate.Score >= FieldFinder.Least);
        Assert.DoesNotContain(new FieldFinder(SmallCatalog.Book()).FindMeasured(["fine"], QuantityKind.Much), candidate => candidate.Field.IsWarnedOf);
    }

    [Fact]
    public void A_description_explains_what_no_name_does()
    {
        var found = new FieldFinder(SmallCatalog.Book()).FindDescribed([Stemmer.Stem("borrowed")]);
        Assert.Equal("loans.loan_count", found[0].Field.Name);
        Assert.True(found[0].Score < 0.75, "A description is weaker than a name.");
    }

    [Fact]
    public void All_words_have_to_be_explained() => Assert.Empty(new FieldFinder(SmallCatalog.Book()).FindDescribed([Stemmer.Stem("borrowed"), Stemmer.Stem("elephants")]));

    [Fact]
    public void A_warned_field_is_not_found_by_its_description() => Assert.Empty(new FieldFinder(SmallCatalog.Book()).FindDescribed(["inflat"]));
}
