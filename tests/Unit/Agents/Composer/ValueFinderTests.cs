using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;

namespace Vitrine.Unit.Agents.Composer;

public sealed class ValueFinderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("lent out", "loans.state", "Lent out")]
    [InlineData("lost in transit", "loans.state", "lost_in_transit")]
    [InlineData("windows", "loans.desk", "Window")]
    [InlineData("machine room", "loans.branch", "Machine room")]
    [InlineData("machine", "loans.desk", "Machine")]
    public async Task Words_are_found_as_a_value(string words, string field, string value)
    {
        var found = await new ValueFinder(new SmallCatalog()).FindAsync(SmallCatalog.Explore, SmallCatalog.Words(words), null, isSure: true, Stop);
        Assert.Equal((field, value), (found?.Field.Name, found?.Values[0]));
    }

    [Theory]
    [InlineData("elephant")]
    [InlineData("mashine hall")]
    public async Task What_is_no_value_is_none(string words)
        => Assert.True(await new ValueFinder(new SmallCatalog()).FindExactAsync(SmallCatalog.Explore, SmallCatalog.Words(words), isQuick: false, field: null, Stop) is null);

    [Theory]
    [InlineData("kosk", false, null)]
    [InlineData("kosk", true, "Kiosk")]
    [InlineData("kiosk", false, "Kiosk")]
    [InlineData("libary", false, "Library")]
    public async Task A_short_word_is_a_slip_only_where_rows_are_narrowed(string word, bool isSure, string? value)
        => Assert.Equal(value, (await new ValueFinder(new SmallCatalog().With("loans.desk", "Kiosk", "Library")).FindAsync(SmallCatalog.Explore, SmallCatalog.Words(word), null, isSure, Stop))?.Values[0]);

    [Fact]
    public async Task Where_the_data_is_closed_nothing_is_found()
        => Assert.Null(await new ValueFinder(new Closed()).FindAsync(SmallCatalog.Explore, SmallCatalog.Words("lent out"), null, isSure: true, Stop));

    [Theory]
    [InlineData("loans lost in transit", "lost_in_transit")]
    [InlineData("loans that were not on shelf or lost in transit", "lost_in_transit")]
    public async Task A_value_is_spotted_where_it_stands_among_words_of_ours(string prompt, string value)
    {
        var reading = await SpotAsync(prompt);
        Assert.Contains(reading!.Marks.All.OfType<Mark.OfData>(), mark => mark.Text == value);
    }

    [Fact]
    public async Task Both_of_two_values_are_spotted()
        => Assert.Equal(["Machine", "Window"], (await SpotAsync("loans at the window vs machine"))!.Marks.All.OfType<Mark.OfData>().Select(mark => mark.Text).Order());

    private static async Task<PromptReading?> SpotAsync(string prompt)
    {
        var fields = new FieldFinder(SmallCatalog.Book());
        var plain = PromptReader.Read(prompt, new DateOnly(2026, 1, 1), SmallCatalog.Book());
        var (reading, mentions) = new MentionFinder(fields).Read(plain);
        return await new ValueSpotter(new ValueFinder(new SmallCatalog()), fields).SpotAsync(plain, reading, mentions, SmallCatalog.Explore, Stop);
    }

    private sealed class Closed : IValueSource
    {
        public Task<ValueList?> FindAsync(Vitrine.Agents.Composer.Catalog.CatalogExplore explore, Vitrine.Agents.Composer.Catalog.CatalogField field, string? search, CancellationToken cancellationToken) => Task.FromResult<ValueList?>(null);

        public Task<ValueList?> FindAsync(string explore, string field, string? search, CancellationToken cancellationToken) => Task.FromResult<ValueList?>(null);

        public Task<IReadOnlyList<IReadOnlyList<object?>>?> AskAsync(Vitrine.Agents.Composer.Planning.AppPlan plan, string widget, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<IReadOnlyList<object?>>?>(null);
    }
}
