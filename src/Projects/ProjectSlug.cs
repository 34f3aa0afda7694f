using System.Globalization;
using System.Text;

namespace Vitrine.Projects;

/// <summary>Makes the name that a project has in addresses.</summary>
internal static class ProjectSlug
{
    private const int MaximumLength = 60;

    /// <summary>Lower-case letters, digits and hyphens; accents are dropped. Empty when nothing is left.</summary>
    public static string From(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(char.ToLowerInvariant(letter));
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
            if (slug.Length == MaximumLength) break;
        }

        return slug.ToString().Trim('-');
    }

    public static bool IsValid(string slug)
        => slug.Length is > 0 and <= MaximumLength && slug[0] != '-' && slug[^1] != '-' && slug.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
