namespace Vitrine.Projects;

/// <summary>The name that a project has in addresses.</summary>
internal static class ProjectSlug
{
    private const int MaximumLength = 60;

    /// <summary>Whether somebody may choose it: lower-case letters, digits and hyphens, and nothing that looks like an id.</summary>
    public static bool IsValid(string slug)
        => !Guid.TryParse(slug, out _) && slug.Length is > 0 and <= MaximumLength && slug[0] != '-' && slug[^1] != '-' && slug.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
