using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>"Call it X", "rename to X", "change the title to X".</summary>
internal static class TitleEdit
{
    public static bool Try(Clause clause, EditDesk desk)
    {
        var title = Said(clause, desk);
        if (title is not { Length: > 0 }) return false;
        title = Wording.Upper(title.Length > 100 ? title[..100] : title);
        desk.Plan = desk.Plan with { Title = title };
        desk.Name = title;
        desk.Say($"the title is now “{title}”");
        return true;
    }

    private static string? Said(Clause clause, EditDesk desk)
    {
        if (clause.IsRename) return Clean(clause.Text);
        var isTitle = clause.Old is { } old && PromptText.Read(old).Words.Any(word => word.IsAny("title", "headline", "name"));
        if (clause.Verb == EditVerb.Change && isTitle) return Clean(clause.Text);
        var (reading, understanding, _) = desk.Read(clause.Text);
        return clause.Verb is EditVerb.Change or EditVerb.None && understanding.Wishes.Count == 0 ? reading.Title : null;
    }

    private static string Clean(string text) => text.Trim().Trim('"', '“', '”', '\'', '.', ' ');
}
