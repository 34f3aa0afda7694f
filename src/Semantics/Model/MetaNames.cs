using System.Text;

namespace Vitrine.Semantics.Model;

/// <summary>Names of what dbt meta lists, made of an enumeration's: <c>CountDistinct</c> is <c>count_distinct</c>.</summary>
internal static class MetaNames
{
    /// <summary>In the order of the enumeration, whose values count from zero.</summary>
    public static string[] Of(Type enumeration) => Array.ConvertAll(Enum.GetNames(enumeration), Of);

    private static string Of(string name)
    {
        var made = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (made.Length > 0 && char.IsUpper(letter)) made.Append('_');
            made.Append(char.ToLowerInvariant(letter));
        }

        return made.ToString();
    }
}
