using System.Text.Json;
using System.Text.RegularExpressions;
using Vitrine.Primitives;

namespace Vitrine.Web.Hosting;

/// <summary>What is said of a JSON body that does not fit its type.</summary>
internal static partial class BodyRefusals
{
    /// <summary>Names a member that is not asked for. The reader tells it from other faults by its sentence alone; were that to change, what is said is only less exact.</summary>
    public static RefusalException Of(JsonException cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return Unmapped().Match(cause.Message) is { Success: true } match
            ? new RefusalException("request.unknown-member", $"There is no member '{Shown(match.Groups[1].Value)}' here.")
            : new RefusalException("request.malformed", "The request cannot be read: its body is not the JSON that is expected.");
    }

    private static string Shown(string name) => name.Length > 80 ? name[..80] + "…" : name;

    [GeneratedRegex("^The JSON property '(.*)' could not be mapped to any .NET member", RegexOptions.Singleline)]
    private static partial Regex Unmapped();
}
