using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Builds.Gates;

/// <summary>What all gates found; stored with the version.</summary>
/// <param name="Status"><c>passed</c>, <c>failed</c> or <c>unverified</c>.</param>
/// <param name="Gates">One entry per gate, in the order of the recipe.</param>
public sealed record GateReport(GateStatus Status, IReadOnlyList<GateResult> Gates)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>All findings, the errors first.</summary>
    [JsonIgnore]
    public IReadOnlyList<GateDiagnostic> Diagnostics => [.. Gates.SelectMany(gate => gate.Diagnostics).OrderBy(finding => finding.Severity)];

    /// <summary>The report of these results: failed when one failed, unverified when one could not run, else passed.</summary>
    public static GateReport Of(IReadOnlyList<GateResult> gates)
    {
        ArgumentNullException.ThrowIfNull(gates);
        var status = gates.Any(gate => gate.Status == GateStatus.Failed) ? GateStatus.Failed
            : gates.Any(gate => gate.Status == GateStatus.Unverified) ? GateStatus.Unverified
            : GateStatus.Passed;
        return new GateReport(status, gates);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static GateReport Parse(string json) => JsonSerializer.Deserialize<GateReport>(json, Form) ?? throw new JsonException("An empty gate report.");

    /// <summary>The form in which it is stored and answered, in camelCase.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Form);
}
