using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Primitives;

namespace Vitrine.Unit.Agents.LanguageModels;

public sealed class ModelCallExceptionTests
{
    private const string Key = "gatewayTOKEN0123456789abcdef";

    [Theory]
    [InlineData("invalid x-api-key " + Key, "invalid x-api-key •••")]
    [InlineData(Key + " and " + Key, "••• and •••")]
    [InlineData("no key at all", "no key at all")]
    public void A_key_of_whatever_form_is_struck_out_of_what_a_provider_says(string said, string kept)
    {
        var failure = ModelCallException.OfError(401, said, null).Without([new Secret("sk-other-one"), new Secret(Key)]);
        Assert.Equal((ModelFailure.Key, 401, kept), (failure.Failure, failure.Status, failure.Detail));
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_was_cut_with_the_text_is_struck_out_too()
    {
        var failure = ModelCallException.OfError(401, new string('x', 485) + Key + Key, null).Without([new Secret(Key)]);
        Assert.Equal(new string('x', 485) + "•••", failure.Detail);
    }

    [Fact]
    public void What_it_was_made_of_goes_with_the_key_and_what_it_took_stays()
    {
        var failure = new ModelCallException(ModelFailure.Garbled, "Bad: " + Key, cause: new InvalidOperationException("Bad: " + Key)) { Heard = 7 };
        var struck = failure.Without([new Secret(Key)]);
        Assert.Null(struck.InnerException);
        Assert.Equal((7L, "Bad: •••"), (struck.Heard, struck.Detail));
        Assert.Same(failure, failure.Without([]));
    }
}
