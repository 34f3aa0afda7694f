using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Dbt;

/// <summary>What the names of a warehouse's types mean.</summary>
internal static class SqlTypeNames
{
    /// <summary>A type of Lightdash's meta: string, number, timestamp, date or boolean; or the name of an SQL type.</summary>
    public static FieldType? OfMeta(string? name) => name switch
    {
        null => null,
        "string" => FieldType.String,
        "number" => FieldType.Number,
        "timestamp" => FieldType.Timestamp,
        "date" => FieldType.Date,
        "boolean" => FieldType.Boolean,
        _ => OfSql(name) ?? throw new MetaProblemException($"type {name} is not one of string, number, timestamp, date and boolean"),
    };

    private static readonly string[] Wrappers = ["NULLABLE(", "LOWCARDINALITY("];

    /// <summary>Null for a name that says nothing that we know.</summary>
    public static FieldType? OfSql(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        var word = name.Trim().ToUpperInvariant();
        // ClickHouse wraps the type itself.
        while (Wrappers.FirstOrDefault(wrapper => word.StartsWith(wrapper, StringComparison.Ordinal) && word.EndsWith(')')) is { } wrapper) word = word[wrapper.Length..^1].Trim();
        if (word.EndsWith(']') || word.StartsWith("ARRAY", StringComparison.Ordinal) || word.StartsWith("STRUCT", StringComparison.Ordinal) || word.StartsWith("MAP", StringComparison.Ordinal)) return FieldType.String;
        var end = word.IndexOfAny(['(', ' ', '<']);
        var head = end < 0 ? word : word[..end];
        return head switch
        {
            "INT" or "INTEGER" or "BIGINT" or "SMALLINT" or "TINYINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" or "BYTEINT" or "MEDIUMINT"
                or "INT1" or "INT2" or "INT4" or "INT8" or "INT16" or "INT32" or "INT64" or "INT128" or "LONG" or "SHORT" or "BYTE" or "SERIAL" or "BIGSERIAL" or "SMALLSERIAL"
                or "DECIMAL" or "DEC" or "NUMERIC" or "NUMBER" or "BIGNUMERIC" or "BIGDECIMAL" or "MONEY" or "BIGNUM"
                or "UINT8" or "UINT16" or "UINT32" or "UINT64" or "UINT128" or "UINT256" or "INT256" or "DECIMAL32" or "DECIMAL64" or "DECIMAL128" or "DECIMAL256"
                or "FLOAT" or "FLOAT4" or "FLOAT8" or "FLOAT32" or "FLOAT64" or "DOUBLE" or "REAL" => FieldType.Number,
            "BOOL" or "BOOLEAN" or "LOGICAL" => FieldType.Boolean,
            "DATE" or "DATE32" => FieldType.Date,
            "DATETIME" or "DATETIME64" => FieldType.Timestamp,
            _ when head.StartsWith("TIMESTAMP", StringComparison.Ordinal) => FieldType.Timestamp,
            "STRING" or "FIXEDSTRING" or "ENUM8" or "ENUM16" or "TEXT" or "VARCHAR" or "CHAR" or "CHARACTER" or "NVARCHAR" or "BPCHAR" or "UUID" or "JSON" or "JSONB" or "ENUM" or "BLOB" or "BYTEA" or "BYTES" or "BINARY"
                or "VARBINARY" or "VARIANT" or "OBJECT" or "GEOGRAPHY" or "GEOMETRY" or "TIME" or "TIMETZ" or "INTERVAL" or "BIT" or "RECORD" or "INET" or "SUPER" => FieldType.String,
            _ => null,
        };
    }

    /// <summary>Whether values of that type know their zone.</summary>
    public static bool IsZoned(string? name)
    {
        var word = name?.Trim().ToUpperInvariant() ?? "";
        return word.StartsWith("TIMESTAMP", StringComparison.Ordinal)
            && (word.Contains("WITH TIME ZONE", StringComparison.Ordinal) || word.Contains("WITH LOCAL TIME ZONE", StringComparison.Ordinal) || word.StartsWith("TIMESTAMPTZ", StringComparison.Ordinal)
                || word.StartsWith("TIMESTAMP_TZ", StringComparison.Ordinal) || word.StartsWith("TIMESTAMP_LTZ", StringComparison.Ordinal));
    }
}
