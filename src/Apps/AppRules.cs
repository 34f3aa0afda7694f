using Vitrine.Primitives;

namespace Vitrine.Apps;

/// <summary>What an app's name and description must be, and refusals that several handlers share.</summary>
internal static class AppRules
{
    public static void CheckName(string? name)
    {
        if (name is null || name.Trim().Length is 0 or > 200) throw new RefusalException("apps.bad-name", "An app's name has 1 to 200 characters.");
    }

    public const int LongestDescription = 300;

    public static void CheckDescription(string description)
    {
        if (description.Trim().Length > LongestDescription) throw new RefusalException("apps.bad-description", $"An app's description has at most {LongestDescription} characters. Say in a sentence or two what it shows.");
    }

    public static RefusalException NotUsable(int number)
        => new("apps.failed-version", $"Version {number} failed its gates. Continue it with a prompt, or choose a version that is ready.", RefusalKind.Conflict);
}
