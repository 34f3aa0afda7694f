using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Storage;

namespace Vitrine.Web.Api;

/// <summary>How the API writes values: names in camelCase, hashes as text.</summary>
internal static class WireForm
{
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>The same for output that no browser reads: quotes and letters of every language stay what they are.</summary>
    public static JsonSerializerOptions OfVerbs { get; } = new(Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Apply(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new HashConverter());
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        return options;
    }

    private sealed class HashConverter : JsonConverter<BlobHash>
    {
        public override BlobHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => BlobHash.TryParse(reader.GetString(), out var hash) ? hash : throw new JsonException("This is no hash.");

        public override void Write(Utf8JsonWriter writer, BlobHash value, JsonSerializerOptions options) => writer.WriteStringValue(value.Hex);
    }
}
