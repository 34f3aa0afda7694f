using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Primitives;

/// <summary>A password or key. It shows itself nowhere: not in a log, not in an error, not in JSON that is written; whoever needs it asks by <see cref="Reveal"/>.</summary>
[JsonConverter(typeof(Converter))]
public sealed class Secret(string value) : IEquatable<Secret>
{
    /// <summary>The secret itself, for the one call that needs it.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public override string ToString() => "•••";

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && string.Equals(Reveal(), other.Reveal(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    private sealed class Converter : JsonConverter<Secret>
    {
        public override Secret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.GetString() is { Length: > 0 } text ? new Secret(text) : null;

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteNullValue();
    }
}
