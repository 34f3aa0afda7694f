using System.Globalization;
using System.Text;

namespace Vitrine.Access;

/// <summary>Names in addresses: lower-case letters, digits and hyphens.</summary>
public static class Slug
{
    private const int MaximumLength = 60;

    /// <summary>A slug of a text: <c>Umsätze (2025)</c> becomes <c>umsatze-2025</c>; <paramref name="fallback"/> when nothing is left.</summary>
    public static string From(string text, string fallback)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slug = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (slug.Length == MaximumLength) break;
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(char.ToLowerInvariant(letter));
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        var made = slug.ToString().Trim('-');
        // An id is taken for an id: a slug must not look like one.
        return made.Length == 0 || Guid.TryParse(made, out _) ? fallback : made;
    }

    /// <summary>The slug itself, or with the first free number behind it.</summary>
    public static string Free(string slug, IReadOnlyCollection<string> taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        if (!taken.Contains(slug)) return slug;
        return Enumerable.Range(2, taken.Count + 1).Select(number => $"{slug}-{number}").First(candidate => !taken.Contains(candidate));
    }
}
