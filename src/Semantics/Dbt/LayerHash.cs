using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Dbt;

/// <summary>
/// Hashes what matters of a dbt project, node by node: when dbt ran, how it compiled the SQL of models and in which order it lists them does not.
/// </summary>
internal sealed class LayerHash
{
    /// <summary>Changes when the same dbt project means something else to us.</summary>
    private const string Edition = "3";

    private static readonly (string Name, byte[] Bytes)[] Keys = [.. ((string[])["name", "database", "schema", "relation_name", "description", "compiled", "tags", "meta", "config", "columns", "time_spine"])
        .Select(name => (name, Encoding.UTF8.GetBytes(name)))];

    private readonly Dictionary<string, byte[]> nodes = new(StringComparer.Ordinal);

    public void Add(string id, JsonElement node, CatalogTypes catalog) => nodes[id] = Of(id, node, catalog);

    public void Add(string id, byte[] node) => nodes[id] = node;

    /// <summary>What matters of a node, and what the warehouse says of its columns.</summary>
    public static byte[] Of(string id, JsonElement node, CatalogTypes catalog)
    {
        // Hashed in one piece: each piece on its own costs a call out of the runtime, and there are dozens for every node.
        var bytes = new ArrayBufferWriter<byte>(JsonMarshal.GetRawUtf8Value(node).Length);
        foreach (var (name, key) in Keys)
        {
            bytes.Write(key);
            if (Meta.Property(node, name) is { ValueKind: not JsonValueKind.Undefined } value) bytes.Write(JsonMarshal.GetRawUtf8Value(value));
        }

        foreach (var text in catalog.Describe(id))
        {
            var length = Encoding.UTF8.GetByteCount(text);
            BitConverter.TryWriteBytes(bytes.GetSpan(sizeof(int)), length);
            bytes.Advance(sizeof(int));
            Encoding.UTF8.GetBytes(text, bytes);
        }

        return SHA256.HashData(bytes.WrittenSpan);
    }

    /// <summary>A semantic model, a metric of MetricFlow, the project's configuration: all of it but when it was read.</summary>
    public void AddWhole(string id, JsonElement element)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var property in element.EnumerateObject().Where(property => property.Name is not ("created_at" or "path" or "original_file_path")))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(property.Name));
            hash.AppendData(JsonMarshal.GetRawUtf8Value(property.Value));
        }

        nodes[id] = hash.GetHashAndReset();
    }

    public string End(string adapter, SemanticOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Edition);
        Append(hash, adapter);
        Append(hash, options.CaseSensitive ? "case" : "");
        foreach (var (name, parameter) in options.Parameters.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            foreach (var text in (IEnumerable<string>)[name, parameter.Type.ToString(), parameter.IsMultiple ? "several" : "one", parameter.AllowsOtherValues ? "any" : "", parameter.Label ?? "", parameter.Description ?? "", parameter.OptionsFrom?.ToString() ?? ""])
                Append(hash, text);
            foreach (var text in parameter.Default.Prepend("default").Append("options").Concat(parameter.Options)) Append(hash, text);
        }

        foreach (var id in nodes.Keys.Order(StringComparer.Ordinal))
        {
            Append(hash, id);
            hash.AppendData(nodes[id]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
