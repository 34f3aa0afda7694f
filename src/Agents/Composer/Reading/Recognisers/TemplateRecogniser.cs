namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>"slide deck", "PDF report", "dashboard".</summary>
internal sealed class TemplateRecogniser : IRecogniser
{
    public static readonly PhraseSet<TemplateWord> Words = new(
        ("slides|slide deck|slide show|slideshow|slidedeck|deck|presentation|powerpoint|ppt|keynote|slide presentation", TemplateWord.Slides),
        ("pdf report|printable report|print report|pdf|written report|report|printable|one pager|handout|business review report", TemplateWord.Report),
        ("dashboard|dashboards|overview|cockpit|scorecard page|data app|app|control panel|summary page", TemplateWord.Dashboard));

    public void Run(PromptText text, MarkList marks, DateOnly today)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (marks.At(i) is null && Words.TryMatch(text, i, out var next, out var word)) marks.Add(new Mark.Template(i, next, word));
        }
    }
}
