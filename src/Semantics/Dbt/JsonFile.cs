using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Vitrine.Semantics.Dbt;

/// <summary>Walks through a large JSON file, looking only at the properties that are asked for.</summary>
internal static class JsonFile
{
    private const int MaximumDepth = 256;

    /// <summary>Gives each member of the named objects at the top; members that are not named are skipped unread.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="each">Called with the member's name and value; the value is gone when it returns.</param>
    /// <param name="objects">Names of objects at the top whose members are wanted.</param>
    public static void ReadProperties(ReadOnlySpan<byte> bytes, Action<string, JsonElement> each, params ReadOnlySpan<string> objects)
    {
        var isSeveral = objects.Length > 1;
        Walk(bytes, (_, _) => false, (group, member, value) => each(isSeveral ? $"{group}/{member}" : member, value), (_, _, _) => { }, objects);
    }

    /// <summary>Walks once through the named objects at the top. Of members that can wait it says where they stand, so that they are read later and side by side.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="canWait">Whether a member of a group is read later.</param>
    /// <param name="each">Called with group, name and value of the others; the value is gone when it returns.</param>
    /// <param name="later">Called with group, name and place of those that wait.</param>
    /// <param name="objects">Names of objects at the top whose members are wanted.</param>
    public static void Walk(
        ReadOnlySpan<byte> bytes, Func<string, string, bool> canWait, Action<string, string, JsonElement> each, Action<string, string, Range> later, params ReadOnlySpan<string> objects)
    {
        CheckText(bytes);
        var start = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        var reader = new Utf8JsonReader(bytes[start..], new JsonReaderOptions { MaxDepth = MaximumDepth, CommentHandling = JsonCommentHandling.Disallow });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object must stand at the top.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var group = reader.GetString()!;
            reader.Read();
            if (!objects.Contains(group) || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var member = reader.GetString()!;
                reader.Read();
                if (canWait(group, member))
                {
                    var from = start + (int)reader.TokenStartIndex;
                    reader.Skip();
                    later(group, member, from..(start + (int)reader.BytesConsumed));
                    continue;
                }

                using var value = JsonDocument.ParseValue(ref reader);
                each(group, member, value.RootElement);
            }
        }

        while (reader.Read())
        {
            // To the end, so that a file that is cut off is noticed.
        }
    }

    /// <summary>How files are read.</summary>
    public static JsonDocumentOptions Options { get; } = new() { MaxDepth = MaximumDepth };

    /// <summary>Text that no string can hold is found here and not by whoever reads it: bytes that are no UTF-8, and halves of a letter.</summary>
    private static void CheckText(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes)) throw new JsonException("It holds bytes that are no UTF-8.");
        var isOpen = false;
        for (var at = 0; ; at += 6)
        {
            var next = bytes[at..].IndexOf("\\u"u8);
            // A half is only followed by its other half.
            if (isOpen && next != 0) break;
            if (next < 0) return;
            at += next;
            // A backslash before it makes it text.
            var before = at;
            while (before > 0 && bytes[before - 1] == (byte)'\\') before--;
            if (((at - before) & 1) == 1)
            {
                if (isOpen) break;
                at -= 4;
                continue;
            }

            if (at + 6 > bytes.Length || !int.TryParse(bytes.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)) return;
            var isLow = unit is >= 0xDC00 and <= 0xDFFF;
            if (isLow != isOpen) break;
            isOpen = unit is >= 0xD800 and <= 0xDBFF;
        }

        throw new JsonException("It holds half of a letter (a lone surrogate).");
    }

    /// <summary>Where the problem is, for a message.</summary>
    public static string Place(JsonException problem)
        => problem.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1}, byte {problem.BytePositionInLine + 1})") : "";
}
