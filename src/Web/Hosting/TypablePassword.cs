using System.Security.Cryptography;

namespace Vitrine.Web.Hosting;

/// <summary>First passwords: 50 bits, in four syllables of a kind that people can type.</summary>
internal static class TypablePassword
{
    private const string Consonants = "bdfghjklmnprstvz";
    private const string Vowels = "aeiou";

    public static string Make() => string.Join('-', Enumerable.Range(0, 4).Select(_ => string.Concat(Letter(Consonants), Letter(Vowels), Letter(Consonants), Letter(Vowels))));

    private static char Letter(string letters) => letters[RandomNumberGenerator.GetInt32(letters.Length)];
}
