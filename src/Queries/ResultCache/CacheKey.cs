using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vitrine.Queries.ResultCache;

/// <summary>Makes the key of an answer from everything that it depends on. Parts are written with their length, so none can pretend to be another.</summary>
internal static class CacheKey
{
    public static string Of(IEnumerable<object?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var text = part switch
            {
                null => "-",
                string value => "s" + value,
                DateTime value => "t" + value.ToString("O", CultureInfo.InvariantCulture),
                DateTimeOffset value => "o" + value.ToString("O", CultureInfo.InvariantCulture),
                IFormattable value => value.GetType().Name + ":" + value.ToString(null, CultureInfo.InvariantCulture),
                bool value => value ? "b1" : "b0",
                _ => throw new InvalidOperationException($"A {part.GetType().Name} cannot stand in a cache key."),
            };
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
