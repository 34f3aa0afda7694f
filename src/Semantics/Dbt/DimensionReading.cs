using Vitrine.Primitives;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Dbt;

/// <summary>Reads the dimensions that a column of a dbt model makes.</summary>
internal sealed class DimensionReading(string table, string tableLabel, Meta groupDetails, IntervalReading intervals, FindingList findings)
{
    private readonly PresentationReading presentation = new(table, findings);

    /// <summary>A column's own dimension with its intervals, then its additional ones with theirs.</summary>
    public IEnumerable<Dimension> OfColumn(DbtColumn column)
    {
        var all = new List<Dimension>();
        if (findings.Try("bad-dimension", Subject(column.Name), $"The dimension {Subject(column.Name)}", () => Own(column)) is { } own)
            all.AddRange(own);
        var additional = findings.Try("bad-dimension", Subject(column.Name), $"additional_dimensions of {Subject(column.Name)}", () => Boxed(column.Meta.Map("additional_dimensions")));
        if (additional is not null) all.AddRange(Additional(additional.Value));
        return all;
    }

    /// <summary>A map of dimensions that have SQL of their own.</summary>
    public IEnumerable<Dimension> Additional(Meta map)
    {
        foreach (var name in map.Keys())
        {
            if (findings.Try("bad-dimension", Subject(name), $"The dimension {Subject(name)}", () => One(FieldReading.Name(name), map.Map(name))) is { } read)
            {
                foreach (var dimension in read) yield return dimension;
            }
        }
    }

    private IReadOnlyList<Dimension> Own(DbtColumn column)
    {
        var meta = column.Meta.Map("dimension");
        var type = SqlTypeNames.OfMeta(meta.Text("type")) ?? SqlTypeNames.OfSql(column.WarehouseType) ?? SqlTypeNames.OfSql(column.DataType) ?? FieldType.String;
        // A field inside of a struct, as dbt documents it: a.b. Its name has no point, and is the id that Lightdash gives it.
        var isInside = IsInside(column.Name);
        var sql = meta.Text("sql") is { } own ? SqlTemplate.Parse(own)
            : isInside ? SqlTemplate.Parse($"${{TABLE}}.{column.Name}")
            : SqlTemplate.Column(column.WarehouseName ?? column.Name, column.WarehouseName is not null);
        var dimension = Plain(FieldReading.Name(meta.Text("name") ?? (isInside ? column.Name.Replace(".", "__", StringComparison.Ordinal) : column.Name)), meta, type, sql, column.Description) with
        {
            Tags = meta.Has("tags") ? meta.Texts("tags") : column.Tags,
            IsZoned = IsZoned(meta) ?? (!meta.Has("sql") && SqlTypeNames.IsZoned(column.WarehouseType ?? column.DataType)),
            IsConfigured = !meta.IsEmpty,
            ColumnType = meta.Has("sql") ? null : SqlTypeNames.OfSql(column.WarehouseType),
        };
        if (TypeMismatch.Of(dimension) is { } mismatch) findings.Add("type-mismatch", Subject(dimension.Reference.Name), mismatch, DiagnosticSeverity.Warning);
        return intervals.Add(dimension, meta);
    }

    private static bool IsInside(string column)
        => column.Contains('.', StringComparison.Ordinal) && column.Split('.').All(part => part.Length > 0 && !char.IsAsciiDigit(part[0]) && part.All(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter)));

    private IReadOnlyList<Dimension> One(string name, Meta meta)
    {
        var sql = SqlTemplate.Parse(meta.Text("sql") ?? throw new MetaProblemException("it has no sql"));
        return intervals.Add(Plain(name, meta, SqlTypeNames.OfMeta(meta.Text("type")) ?? FieldType.String, sql, null), meta);
    }

    private static bool? IsZoned(Meta meta) => meta.Text("timestamp_domain") switch
    {
        null => null,
        "aware" => true,
        "naive" => false,
        var other => throw new MetaProblemException($"timestamp_domain is aware or naive, not {other}"),
    };

    private Dimension Plain(string name, Meta meta, FieldType type, SqlTemplate sql, string? description)
    {
        if (sql.HasAggregate) throw new MetaProblemException("its SQL calls an aggregate, which a dimension cannot; make it a metric");
        return new Dimension
        {
            Reference = new FieldReference(table, name),
            Label = meta.Text("label") ?? FriendlyName.Of(name),
            TableLabel = tableLabel,
            Description = meta.Text("description") ?? (string.IsNullOrEmpty(description) ? null : description),
            Type = type,
            BaseType = type,
            Hidden = meta.Flag("hidden") ?? false,
            Format = FieldReading.Format(meta),
            Groups = FieldReading.Groups(meta, groupDetails),
            GroupKeys = FieldReading.GroupKeys(meta),
            Synonyms = meta.Texts("synonyms"),
            AiHints = FieldReading.Hints(meta, groupDetails),
            Tags = meta.Texts("tags"),
            Access = FieldReading.Access(meta),
            CaseSensitive = meta.Flag("case_sensitive"),
            ConvertTimeZone = meta.Flag("convert_timezone") ?? true,
            IsZoned = IsZoned(meta) ?? false,
            Links = presentation.Links(meta, name),
            Colors = presentation.Colors(meta, name),
            FilterValues = presentation.FilterValues(meta, name),
            Sql = sql,
        };
    }

    private static StrongMeta Boxed(Meta meta) => new(meta);

    private string Subject(string name) => $"{table}.{name}";

    private sealed record StrongMeta(Meta Value);
}
