using System.Globalization;
using System.Text.Json;

namespace Vitrine.Semantics.Dbt;

/// <summary>Walks through a large JSON file, looking only at the properties that are asked for.</summary>
internal static class JsonFile
{
    /// <summary>Gives each member of the named objects at the top; members that are not named are skipped unread.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="each">Called with the member's name and value; the value is gone when it returns.</param>
    /// <param name="objects">Names of objects at the top whose members are wanted.</param>
    public static void ReadProperties(ReadOnlySpan<byte> bytes, Action<string, JsonElement> each, params ReadOnlySpan<string> objects)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 256, CommentHandling = JsonCommentHandling.Disallow });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object must stand at the top.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!objects.Contains(name) || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var member = reader.GetString()!;
                reader.Read();
                using var value = JsonDocument.ParseValue(ref reader);
                each(objects.Length > 1 ? $"{name}/{member}" : member, value.RootElement);
            }
        }

        while (reader.Read())
        {
            // To the end, so that a file that is cut off is noticed.
        }
    }

    /// <summary>Where the problem is, for a message.</summary>
    public static string Place(JsonException problem)
        => problem.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1}, byte {problem.BytePositionInLine + 1})") : "";
}
