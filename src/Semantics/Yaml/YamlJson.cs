using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Vitrine.Semantics.Yaml;

/// <summary>
/// Reads one YAML document as JSON, so that files without dbt are read by what reads dbt's. What makes YAML dangerous or surprising is refused: aliases and anchors (which multiply), tags, deep
/// nesting, size, a second document and keys that stand twice. Only <c>true</c>, <c>false</c>, <c>null</c> and plain numbers are no text: <c>NO</c> and days are.
/// </summary>
internal static partial class YamlJson
{
    /// <summary>In bytes. The largest models of real projects take a few hundred kilobytes.</summary>
    private const int MaximumLength = 4 * 1024 * 1024;

    private const int MaximumDepth = 32;
    private const int MaximumValues = 500_000;

    public static JsonElement Read(ReadOnlyMemory<byte> yaml)
    {
        if (yaml.Length > MaximumLength) throw new YamlProblemException($"is larger than {MaximumLength / 1024 / 1024} MB");
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(yaml.Span).TrimStart('\uFEFF');
        }
        catch (ArgumentException)
        {
            throw new YamlProblemException("is not UTF-8");
        }

        // The scanner takes NUL for the end of the file and would ignore what follows.
        if (text.AsSpan().IndexOf('\0') is >= 0 and var at) throw new YamlProblemException("holds a character of code zero", text.AsSpan(0, at).Count('\n') + 1);
        var buffer = new ArrayBufferWriter<byte>(yaml.Length + 256);
        try
        {
            using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = MaximumDepth + 8 });
            new Pass(new Parser(new StringReader(text)), writer).Document();
        }
        catch (YamlException broken)
        {
            throw new YamlProblemException($"is not valid YAML: {Sentence(broken)}", broken.Start.Line);
        }
        catch (InvalidOperationException)
        {
            // What the parser says of some brackets that do not close.
            throw new YamlProblemException("is not valid YAML: its brackets or its indentation do not match");
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static string Sentence(YamlException broken)
    {
        var text = (broken.InnerException?.Message ?? broken.Message).ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return text.Length > 200 ? text[..200] : text;
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    private sealed class Pass(Parser parser, Utf8JsonWriter writer)
    {
        private int values;

        public void Document()
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
            {
                writer.WriteNullValue();
                return;
            }

            parser.Consume<DocumentStart>();
            Value(0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second)) throw new YamlProblemException("holds more than one YAML document; keep one in a file", second!.Start.Line);
        }

        private void Value(int depth)
        {
            var current = Checked(depth);
            switch (current)
            {
                case Scalar:
                    Write(parser.Consume<Scalar>());
                    break;
                case SequenceStart:
                    parser.Consume<SequenceStart>();
                    writer.WriteStartArray();
                    while (!parser.TryConsume<SequenceEnd>(out _)) Value(depth + 1);
                    writer.WriteEndArray();
                    break;
                case MappingStart:
                    Mapping(depth);
                    break;
                default:
                    throw new YamlException(current.Start, current.End, "A value is expected here.");
            }
        }

        private void Mapping(int depth)
        {
            parser.Consume<MappingStart>();
            writer.WriteStartObject();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var current = Checked(depth + 1);
                if (current is not Scalar) throw new YamlProblemException("has a key that is no name", current.Start.Line);
                var key = parser.Consume<Scalar>();
                if (!seen.Add(key.Value)) throw new YamlProblemException($"has the key {key.Value} twice in one place", key.Start.Line);
                writer.WritePropertyName(key.Value);
                Value(depth + 1);
            }

            writer.WriteEndObject();
        }

        private ParsingEvent Checked(int depth)
        {
            var current = parser.Current ?? throw new YamlProblemException("ends too early");
            if (++values > MaximumValues) throw new YamlProblemException("holds too many values", current.Start.Line);
            if (depth > MaximumDepth) throw new YamlProblemException($"nests more than {MaximumDepth} levels deep", current.Start.Line);
            if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false }) throw new YamlProblemException("holds an anchor or alias (& or *), which is not accepted; write the value out, or put it in quotes", current.Start.Line);
            if (current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } }) throw new YamlProblemException("holds a tag (!), which is not accepted; put the value in quotes", current.Start.Line);
            return current;
        }

        private void Write(Scalar scalar)
        {
            var isPlain = scalar.Style is ScalarStyle.Plain or ScalarStyle.Any;
            if (isPlain && scalar.Value is "" or "~" or "null" or "Null" or "NULL") writer.WriteNullValue();
            else if (isPlain && scalar.Value is "true" or "True" or "TRUE") writer.WriteBooleanValue(true);
            else if (isPlain && scalar.Value is "false" or "False" or "FALSE") writer.WriteBooleanValue(false);
            else if (isPlain && scalar.Value.Length <= 40 && Number().IsMatch(scalar.Value)) writer.WriteRawValue(scalar.Value);
            else writer.WriteStringValue(scalar.Value);
        }
    }
}
