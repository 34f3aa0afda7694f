using System.Globalization;
using System.Text;
using CsCheck;
using Vitrine.Agents.Files;

namespace Vitrine.Unit.Agents;

public sealed class FileDiffTests
{
    private static readonly Gen<string> Texts = Gen.Char["ab\n"].Array[0, 40].Select(letters => new string(letters));

    [Fact]
    public void Changes_that_are_near_are_one_stretch_and_others_are_their_own()
    {
        var before = Lines(1, 20);
        var after = before.Replace("line 3\n", "line 3!\n", StringComparison.Ordinal).Replace("line 6\n", "", StringComparison.Ordinal).Replace("line 18\n", "line 18\nline 18½\n", StringComparison.Ordinal);
        var diff = FileDiff.Between(before, after);
        Assert.Equal((2, 2), (diff.Added, diff.Removed));
        Assert.Equal(
            """
            @@ -1,8 +1,7 @@
             line 1
             line 2
            -line 3
            +line 3!
             line 4
             line 5
            -line 6
             line 7
             line 8
            @@ -17,4 +16,5 @@
             line 17
             line 18
            +line 18½
             line 19
             line 20
            """.ReplaceLineEndings("\n"),
            diff.Text);
    }

    [Fact]
    public void A_line_break_at_the_end_is_no_change_to_look_at() => Assert.Equal(new FileDiff(0, 0, ""), FileDiff.Between("a\nb", "a\nb\n"));

    [Fact]
    public void What_is_too_long_to_look_at_is_only_counted()
    {
        Assert.Equal(new FileDiff(201, 0, null), FileDiff.Between("", Lines(1, 201)));
        Assert.NotNull(FileDiff.Between("", Lines(1, 200)).Text);
        Assert.Equal(new FileDiff(101, 101, null), FileDiff.Between(Lines(1, 101), Lines(201, 301)));
        // Lines that say much fill it sooner, and in bytes.
        Assert.Equal(new FileDiff(60, 0, null), FileDiff.Between("", string.Concat(Enumerable.Repeat(new string('ü', 150) + "\n", 60))));
        // Two files of a megabyte are not compared at all.
        Assert.Equal(new FileDiff(10_001, 10_000, null), FileDiff.Between(Lines(1, 10_000), Lines(1, 10_001)));
    }

    [Fact]
    public void A_line_without_an_end_is_cut()
    {
        var line = FileDiff.Between("", new string('x', 399) + "😀" + new string('y', 9_000)).Text!.Split('\n')[1];
        Assert.Equal("+" + new string('x', 399) + "…", line);
    }

    [Fact]
    public void What_stands_in_it_makes_the_one_text_of_the_other()
        => Gen.Select(Texts, Texts).Sample((before, after) =>
        {
            var diff = FileDiff.Between(before, after);
            Assert.Equal(Ended(after), Patch(Ended(before), diff.Text!));
            Assert.Equal((diff.Added, diff.Removed), (diff.Text!.Split('\n').Count(line => line.StartsWith('+')), diff.Text.Split('\n').Count(line => line.StartsWith('-'))));
        });

    private static string Lines(int from, int until) => string.Concat(Enumerable.Range(from, until - from + 1).Select(number => $"line {number}\n"));

    private static string Ended(string text) => text.Length == 0 || text[^1] == '\n' ? text : text + "\n";

    /// <summary>Applies a diff as <c>patch</c> would, by its numbers.</summary>
    private static string Patch(string text, string diff)
    {
        var old = text.Length == 0 ? [] : text[..^1].Split('\n');
        var made = new StringBuilder();
        var at = 0;
        foreach (var line in diff.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '@')
            {
                var (from, news) = (int.Parse(line[4..line.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture), line[(line.IndexOf('+', StringComparison.Ordinal) + 1)..]);
                while (at < from - 1) made.Append(old[at++]).Append('\n');
                Assert.Equal(made.ToString().Count(letter => letter == '\n') + 1, Math.Max(1, int.Parse(news[..news.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture)));
            }
            else if (line[0] == '+')
            {
                made.Append(line[1..]).Append('\n');
            }
            else
            {
                Assert.Equal(old[at], line[1..]);
                at++;
                if (line[0] == ' ') made.Append(line[1..]).Append('\n');
            }
        }

        while (at < old.Length) made.Append(old[at++]).Append('\n');
        return made.ToString();
    }
}
