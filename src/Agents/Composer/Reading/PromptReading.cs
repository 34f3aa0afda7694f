namespace Vitrine.Agents.Composer.Reading;

/// <summary>A prompt with what was recognised in it.</summary>
internal sealed class PromptReading(PromptText text, MarkList marks, DateOnly today)
{
    public PromptText Text => text;

    public MarkList Marks => marks;

    /// <summary>The day that relative ranges count from.</summary>
    public DateOnly Today => today;

    public PromptReading With(MarkList other) => new(text, other, today);

    public TimeRange? Range => First<Mark.Range>()?.Value;

    public Comparison? Comparison => First<Mark.Compare>()?.Value;

    public TemplateWord? Template
    {
        get
        {
            // "A report as slides" is slides; "a dashboard report" is a dashboard.
            var words = marks.All.OfType<Mark.Template>().Select(mark => mark.Value).ToList();
            return words.Contains(TemplateWord.Slides) ? TemplateWord.Slides : words.Count == 0 ? null : words.Contains(TemplateWord.Dashboard) ? TemplateWord.Dashboard : TemplateWord.Report;
        }
    }

    public string? Title => First<Mark.Title>()?.Text;

    public TimeUnit? Grain => marks.All.OfType<Mark.Grain>().Select(mark => mark.Value).FirstOrDefault(unit => unit is not null);

    public bool HasTrend => First<Mark.Grain>() is not null;

    public TMark? First<TMark>() where TMark : Mark => marks.All.OfType<TMark>().FirstOrDefault();

    /// <summary>Words whose spelling was corrected, as they were written.</summary>
    public IEnumerable<(string Written, string Read)> Corrections => text.Words.Where(word => word.Written is not null).Select(word => (word.Written!, word.Text));
}
