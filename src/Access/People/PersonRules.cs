using Vitrine.Primitives;

namespace Vitrine.Access.People;

/// <summary>What names and addresses must be.</summary>
internal static class PersonRules
{
    public static void CheckName(string? name)
    {
        if (name is null || name.Trim().Length is 0 or > 200) throw new RefusalException("access.bad-name", "A name has 1 to 200 characters.");
    }

    public static string CheckEmail(string? email)
        => email?.Trim() is { Length: > 2 and <= 256 } trimmed && trimmed.IndexOf('@', StringComparison.Ordinal) > 0 && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw new RefusalException("access.bad-email", "This is no email address.");
}
