using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Queries.Execution;

/// <summary>The values that a filter may take, as this viewer may see them.</summary>
[JsonConverter(typeof(Converter))]
public sealed record OptionList
{
    /// <summary>The values, in their order.</summary>
    public required IReadOnlyList<ResultCell> Values { get; init; }

    /// <summary>Whether there are more: search for them.</summary>
    public bool Truncated { get; init; }

    /// <summary>Each value once, as it comes first, and no more than a list shows.</summary>
    internal static OptionList Of(IEnumerable<ResultCell> values, bool isTruncated)
    {
        var different = values.DistinctBy(value => value.Exact ?? Convert.ToString(value.Raw, CultureInfo.InvariantCulture)).ToList();
        return new OptionList { Values = [.. different.Take(OptionQuery.MostValues)], Truncated = isTruncated || different.Count > OptionQuery.MostValues };
    }

    private sealed class Converter : JsonConverter<OptionList>
    {
        public override OptionList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException("Options are only written.");

        public override void Write(Utf8JsonWriter writer, OptionList value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("values");
            foreach (var cell in value.Values) ContractResultConverter.WriteCell(writer, cell);
            writer.WriteEndArray();
            writer.WriteBoolean("truncated", value.Truncated);
            writer.WriteEndObject();
        }
    }
}
