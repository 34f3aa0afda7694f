using System.Buffers;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Vitrine.Queries.Contracts.Yaml;

/// <summary>
/// Reads one YAML document into values with places, and refuses what makes YAML dangerous or surprising: aliases and
/// anchors (which multiply), tags, deep nesting, size, a second document and keys that stand twice.
/// </summary>
internal static class BoundedYamlReader
{
    /// <summary>In characters. The contracts of a large app take a few thousand.</summary>
    public const int MaximumLength = 256 * 1024;

    /// <summary>The grammar nests at most a dozen levels, apart from and/or.</summary>
    public const int MaximumDepth = 32;

    private const int MaximumValues = 20_000;

    private static readonly SearchValues<char> ControlCharacters =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code).Except(['\t', '\n', '\r'])]);

    /// <summary>The document's root, or null when it cannot be read; then a finding says why.</summary>
    public static YamlValue? Read(string yaml, FindingList findings)
    {
        if (yaml.Length > MaximumLength)
        {
            findings.Error("too-large", $"The file is larger than {MaximumLength / 1024} KB.", null, "Remove contracts that the app does not use.");
            return null;
        }

        // The scanner takes NUL for the end of the file and would ignore what follows.
        if (yaml.AsSpan().IndexOfAny(ControlCharacters) is >= 0 and var at)
        {
            var before = yaml.AsSpan(0, at);
            findings.Error("yaml", "The file holds a control character.", new SourceSpot(before.Count('\n') + 1, at - before.LastIndexOf('\n')), "Remove it.");
            return null;
        }

        try
        {
            return new Pass(new Parser(new StringReader(yaml)), findings).Document();
        }
        catch (YamlException broken)
        {
            findings.Error("yaml", $"This is not valid YAML: {Sentence(broken)}", Spot(broken.Start), "Check the indentation, quotes and brackets of this line and the one before.");
            return null;
        }
        catch (InvalidOperationException)
        {
            // What the parser says of some brackets that do not close.
            findings.Error("yaml", "This is not valid YAML: brackets or indentation do not match.", null, "Check that every [ and { is closed.");
            return null;
        }
        catch (StopReadingException)
        {
            return null;
        }
    }

    private static string Sentence(YamlException broken)
    {
        var text = (broken.InnerException?.Message ?? broken.Message).ReplaceLineEndings(" ").Trim();
        return text.Length > 200 ? text[..200] : text.TrimEnd('.') + ".";
    }

    private static SourceSpot Spot(Mark mark) => new(Math.Max(1, Convert.ToInt32(mark.Line, CultureInfo.InvariantCulture)), Math.Max(1, Convert.ToInt32(mark.Column, CultureInfo.InvariantCulture)));

    private sealed class StopReadingException : Exception;

    private sealed class Pass(Parser parser, FindingList findings)
    {
        private int values;

        public YamlValue? Document()
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
            {
                findings.Error("empty", "The file is empty.", new SourceSpot(1, 1), "It begins with version: 1.");
                return null;
            }

            parser.Consume<DocumentStart>();
            var root = Value(0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second)) Stop("yaml-documents", "The file holds more than one YAML document.", second!, "Remove the line ---.");
            return root;
        }

        private YamlValue Value(int depth)
        {
            var current = parser.Current ?? throw new YamlException("The file ends too early.");
            if (++values > MaximumValues) Stop("too-large", "The file holds too many values.", current, "Remove contracts that the app does not use.");
            if (depth > MaximumDepth) Stop("too-deep", "The file nests too deeply.", current, "Use fewer nested and/or groups.");
            if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
                Stop("yaml-alias", "Anchors and aliases (& and *) are not accepted here.", current, "Write the value out, or put it in quotes.");
            if (current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
                Stop("yaml-tag", "Tags (!) are not accepted here.", current, "Put the value in quotes.");
            return current switch
            {
                Scalar => ReadScalar(),
                SequenceStart => Sequence(depth),
                MappingStart => Mapping(depth),
                _ => throw new YamlException(current.Start, current.End, "A value is expected here."),
            };
        }

        private YamlValue.Scalar ReadScalar()
        {
            var scalar = parser.Consume<Scalar>();
            return new YamlValue.Scalar(Spot(scalar.Start), scalar.Value, scalar.Style is ScalarStyle.Plain or ScalarStyle.Any);
        }

        private YamlValue.Sequence Sequence(int depth)
        {
            var start = parser.Consume<SequenceStart>();
            var items = new List<YamlValue>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Value(depth + 1));
            return new YamlValue.Sequence(Spot(start.Start), items);
        }

        private YamlValue.Mapping Mapping(int depth)
        {
            var start = parser.Consume<MappingStart>();
            var entries = new List<YamlEntry>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Value(depth + 1);
                var value = Value(depth + 1);
                if (key is not YamlValue.Scalar { Text: var name })
                    findings.Error("bad-key", $"A key must be a name, and this is {key.Kind}.", key.Spot);
                else if (!seen.Add(name))
                    findings.Error("duplicate-key", $"{name} stands twice here.", key.Spot, "Keep one of them.", name);
                else
                    entries.Add(new YamlEntry(name, key.Spot, value));
            }

            return new YamlValue.Mapping(Spot(start.Start), entries);
        }

        private void Stop(string code, string message, ParsingEvent at, string hint)
        {
            findings.Error(code, message, Spot(at.Start), hint);
            throw new StopReadingException();
        }
    }
}
