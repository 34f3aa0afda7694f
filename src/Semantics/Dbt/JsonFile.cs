using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Vitrine.Semantics.Dbt;

/// <summary>Walks through a large JSON file, looking only at the properties that are asked for.</summary>
internal static class JsonFile
{
    /// <summary>Nobody writes metadata as deep as this.</summary>
    public const int MaximumDepth = 256;

    /// <summary>Says where the members of the named objects at the top stand, in the order of the file, so that they are read later and side by side. What is not named is walked past unread.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="each">Called with group, name and place, and called in vain when the walk ends with an exception.</param>
    /// <param name="objects">Names of objects at the top whose members are wanted.</param>
    /// <exception cref="JsonException">It is no JSON, or it is cut off; the exception says where.</exception>
    public static void Walk(ReadOnlySpan<byte> bytes, Action<string, string, Range> each, params string[] objects)
    {
        CheckText(bytes);
        var end = JsonScan.Object(bytes, Start(bytes), (file, group, at) => !objects.Contains(group) || at >= file.Length || file[at] != '{' ? JsonScan.Value(file, at) : JsonScan.Object(file, at, (inner, member, from) =>
        {
            var to = JsonScan.Value(inner, from);
            if (to >= 0) each(group, member, from..to);
            return to;
        }));
        if (end >= 0 && JsonScan.Space(bytes, end) == bytes.Length) return;
        Check(bytes);
        throw new JsonException("Its braces do not match.");
    }

    /// <summary>Reads a part of a file that <see cref="Walk"/> told of.</summary>
    /// <exception cref="JsonException">It is no JSON; the exception says where in the file.</exception>
    public static JsonDocument Part(ReadOnlyMemory<byte> file, Range place)
    {
        try
        {
            return JsonDocument.Parse(file[place], Options);
        }
        catch (JsonException)
        {
            Check(file.Span);
            throw;
        }
    }

    /// <summary>Reads all of it, to tell where it is no JSON.</summary>
    private static void Check(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes[Start(bytes)..], new JsonReaderOptions { MaxDepth = MaximumDepth, CommentHandling = JsonCommentHandling.Disallow });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object must stand at the top.");
        while (reader.Read())
        {
            // To the end, which throws at what is wrong.
        }
    }

    /// <summary>Behind a mark of the order of bytes.</summary>
    private static int Start(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;

    /// <summary>How files are read.</summary>
    private static JsonDocumentOptions Options { get; } = new() { MaxDepth = MaximumDepth };

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
