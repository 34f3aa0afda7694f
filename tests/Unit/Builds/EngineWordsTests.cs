using Vitrine.Builds.Gates.Rendering;

namespace Vitrine.Unit.Builds;

public sealed class EngineWordsTests
{
    private readonly EngineWords words = new(new Dictionary<string, string> { ["src/App.tsx"] = "const first = data.rows[0]; first.label.toUpperCase();" });

    [Theory]
    [InlineData("TypeError: Cannot read properties of undefined (reading 'toUpperCase')", "Cannot read properties of undefined (reading 'toUpperCase')")]
    [InlineData("Cannot set properties of null (setting 'label')", "Cannot set properties of null (setting 'label')")]
    [InlineData("data.rows.label is not a function", "data.rows.label is not a function")]
    [InlineData("ReferenceError: first is not defined", "first is not defined")]
    [InlineData("Cannot access 'first' before initialization", "Cannot access 'first' before initialization")]
    [InlineData("RangeError: Maximum call stack size exceeded", "Maximum call stack size exceeded")]
    [InlineData("Too many re-renders. React limits the number of renders to prevent an infinite loop.", "Too many re-renders")]
    [InlineData("Minified React error #31; visit https://react.dev/errors/31?args[]=object%20with%20keys%20%7BWest%7D", "React error #31")]
    public void A_sentence_of_the_engine_is_told_again(string thrown, string told) => Assert.Equal(told, words.Of(thrown));

    [Theory]
    [InlineData("Cannot read properties of undefined (reading 'West')", "Cannot read properties of undefined")]
    [InlineData("Cannot read properties of undefined (reading '6386042.69')", "Cannot read properties of undefined")]
    [InlineData("data.West is not a function", "Something is not a function")]
    [InlineData("Cannot access 'West' before initialization", "Cannot access a variable before initialization")]
    [InlineData("Maximum call stack size exceeded: West=6386042.69", "Maximum call stack size exceeded")]
    public void Names_that_the_app_does_not_have_are_left_out(string thrown, string told) => Assert.Equal(told, words.Of(thrown));

    [Theory]
    [InlineData("ROWS [{\"region\":\"West\"}]")]
    [InlineData("West: Cannot read properties of undefined (reading 'label')")]
    [InlineData("Minified React error #6386042; visit")]
    [InlineData("")]
    public void Anything_else_is_not(string thrown) => Assert.Null(words.Of(thrown));
}
