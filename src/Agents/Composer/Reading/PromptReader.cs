using Vitrine.Agents.Composer.Reading.Recognisers;

namespace Vitrine.Agents.Composer.Reading;

/// <summary>Reads what a prompt says apart from the catalog: time, ranks, charts, roles. What is left unmarked are names.</summary>
internal static class PromptReader
{
    /// <summary>The order matters: "vs last year" is a comparison before "last year" is a range.</summary>
    private static readonly IReadOnlyList<IRecogniser> Recognisers =
    [
        new TitleRecogniser(),
        new ComparisonRecogniser(),
        new RangeRecogniser(),
        new GrainRecogniser(),
        new RankRecogniser(),
        new BoundRecogniser(),
        new ChartRecogniser(),
        new TemplateRecogniser(),
        new ColourRecogniser(),
        new JointRecogniser(),
    ];

    /// <summary>Reads a prompt.</summary>
    /// <param name="prompt">What the person wrote.</param>
    /// <param name="today">The project's present.</param>
    /// <param name="names">What the catalog calls its things; null without one.</param>
    public static PromptReading Read(string prompt, DateOnly today, INameBook? names = null)
    {
        var text = SmallTalk.Without(PromptText.Read(prompt), names);
        var corrected = names is null ? text : SpellingCorrection.Correct(text, names);
        var marks = new MarkList(corrected.Count);
        if (names is not null) Protect(corrected, marks, names);
        foreach (var recogniser in Recognisers) recogniser.Run(corrected, marks, today);
        return new PromptReading(corrected, marks, today);
    }

    private static void Protect(PromptText text, MarkList marks, INameBook names)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (names.LongestName(text, i) is { } length and > 1 && marks.Add(new Mark.Protected(i, i + length))) i += length - 1;
        }
    }
}
