using Vitrine.Primitives;

namespace Vitrine.Access.People;

/// <summary>What the names of attributes must be: they stand in SQL filters as <c>${lightdash.attributes.name}</c>.</summary>
internal static class AttributeRules
{
    public static void CheckName(string name)
    {
        if (name.Length is 0 or > 120 || !(char.IsAsciiLetter(name[0]) || name[0] == '_') || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            throw new RefusalException("access.bad-attribute", "An attribute's name holds letters, digits and underscores, and begins with a letter.");
    }
}
