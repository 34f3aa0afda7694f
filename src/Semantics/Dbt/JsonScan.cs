using System.Buffers;
using System.Text.Json;

namespace Vitrine.Semantics.Dbt;

/// <summary>
/// Finds where the members of an object in a large JSON file begin and end, without reading them: only texts and braces are followed, which costs a tenth of reading. Whether a member is JSON,
/// whoever reads it finds out.
/// </summary>
internal static class JsonScan
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> AfterScalars = SearchValues.Create(",}] \t\r\n"u8);

    /// <summary>What is done with a member: given the file, the member's name and where its value begins, it says where that ends, or -1.</summary>
    public delegate int MemberReader(ReadOnlySpan<byte> bytes, string name, int at);

    /// <summary>Goes through the members of the object that begins there, in their order.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="at">Where its brace stands; white space before it is passed.</param>
    /// <param name="read">Called with each member.</param>
    /// <returns>One past its end, or -1 where it is no object or does not close; what was found until then means nothing.</returns>
    public static int Object(ReadOnlySpan<byte> bytes, int at, MemberReader read)
    {
        at = Space(bytes, at);
        if (at >= bytes.Length || bytes[at] != '{') return -1;
        at = Space(bytes, at + 1);
        if (at < bytes.Length && bytes[at] == '}') return at + 1;
        while (at < bytes.Length && bytes[at] == '"')
        {
            var nameEnd = TextEnd(bytes, at);
            if (nameEnd < 0 || NameOf(bytes[at..nameEnd]) is not { } name) return -1;
            at = Space(bytes, nameEnd);
            if (at >= bytes.Length || bytes[at] != ':') return -1;
            at = read(bytes, name, Space(bytes, at + 1));
            if (at < 0) return -1;
            at = Space(bytes, at);
            if (at >= bytes.Length) return -1;
            if (bytes[at] == '}') return at + 1;
            if (bytes[at] != ',') return -1;
            at = Space(bytes, at + 1);
        }

        return -1;
    }

    /// <summary>One past the value that begins there, or -1 where it does not close or is none.</summary>
    public static int Value(ReadOnlySpan<byte> bytes, int at)
    {
        if (at >= bytes.Length) return -1;
        if (bytes[at] is (byte)'{' or (byte)'[') return GroupEnd(bytes, at);
        var end = bytes[at] == '"' ? TextEnd(bytes, at) : at + Math.Max(bytes[at..].IndexOfAny(AfterScalars), 0);
        return end > at && IsScalar(bytes[at..end]) ? end : -1;
    }

    /// <summary>Past the white space that stands there.</summary>
    public static int Space(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length && bytes[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
        return at;
    }

    private static string? NameOf(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            return reader.Read() ? reader.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsScalar(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            return reader.Read() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int GroupEnd(ReadOnlySpan<byte> bytes, int at)
    {
        for (var depth = 0; ;)
        {
            var next = bytes[at..].IndexOfAny(Structure);
            if (next < 0) return -1;
            at += next;
            switch (bytes[at])
            {
                case (byte)'"':
                    at = TextEnd(bytes, at);
                    if (at < 0) return -1;
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    if (--depth == 0) return at + 1;
                    break;
            }

            at++;
        }
    }

    private static int TextEnd(ReadOnlySpan<byte> bytes, int at)
    {
        for (at++; ;)
        {
            var next = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0) return -1;
            at += next;
            if (bytes[at] == '"') return at + 1;
            at += 2;
            if (at >= bytes.Length) return -1;
        }
    }
}
