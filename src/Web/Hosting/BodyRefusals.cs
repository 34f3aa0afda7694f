using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vitrine.Primitives;

namespace Vitrine.Web.Hosting;

/// <summary>What is said of a JSON body that does not fit its type.</summary>
internal static partial class BodyRefusals
{
    /// <summary>Names the member that is not asked for, that is missing, or whose value is none of its choices. The reader tells these from other faults by its sentences alone; were they to change, what is said is only less exact.</summary>
    public static RefusalException Of(JsonException cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        if (Unmapped().Match(cause.Message) is { Success: true } unmapped) return new RefusalException("request.unknown-member", $"There is no member '{Shown(unmapped.Groups[1].Value)}' here.");
        if (Missing().Match(cause.Message) is { Success: true } missing) return new RefusalException("request.malformed", $"The request cannot be read: it does not say {missing.Groups[1].Value.Replace(", ", " and ", StringComparison.Ordinal)}.");
        if (cause.Path is not { Length: > 2 } path || Unfit().Match(cause.Message) is not { Success: true } unfit) return new RefusalException("request.malformed", "The request cannot be read: its body is not the JSON that is expected.");
        // $.target.period
        var member = Shown(path[2..]);
        return new RefusalException("request.malformed", ChoicesOf(unfit.Groups[1].Value, path[(path.LastIndexOf('.') + 1)..]) is { } choices
            ? $"The request cannot be read: '{member}' is one of {string.Join(", ", choices)}."
            : $"The request cannot be read: the value of '{member}' is not of the kind that is expected.");
    }

    /// <summary>What is said of a value in an address that does not fit, by the sentence of the framework, which names types.</summary>
    public static string OfParameter(string message)
        => "The request cannot be read: " + (Unbound().Match(message) is { Success: true } unbound ? $"'{unbound.Groups["name"].Value}' cannot be '{Shown(unbound.Groups["value"].Value)}'." : message);

    /// <summary>As they stand in JSON; null for a member that is no choice. What the reader names is the member's type, or the type whose member it is.</summary>
    private static IEnumerable<string>? ChoicesOf(string types, string member)
        => AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.GetName().Name!.StartsWith("Vitrine.", StringComparison.Ordinal))
            .SelectMany(assembly => OwnType().Matches(types).Select(name => assembly.GetType(name.Value)))
            .SelectMany(type => new[] { type, type?.GetProperty(member, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.PropertyType })
            .Select(type => type is null ? null : Nullable.GetUnderlyingType(type) ?? type)
            .FirstOrDefault(type => type is { IsEnum: true })?.GetEnumNames().Select(JsonNamingPolicy.CamelCase.ConvertName);

    private static string Shown(string name) => name.Length > 80 ? name[..80] + "…" : name;

    [GeneratedRegex("^The JSON property '(.*)' could not be mapped to any .NET member", RegexOptions.Singleline)]
    private static partial Regex Unmapped();

    [GeneratedRegex(@"missing required properties including: ('[^']+'(?:, '[^']+')*)", RegexOptions.Singleline)]
    private static partial Regex Missing();

    [GeneratedRegex(@"^The JSON value could not be converted to (.+)\. Path: ", RegexOptions.Singleline)]
    private static partial Regex Unfit();

    [GeneratedRegex("^Failed to bind parameter \"(?:[^\"]* )?(?<name>\\w+)\" from \"(?<value>.*)\"", RegexOptions.Singleline)]
    private static partial Regex Unbound();

    // Of System.Nullable`1[Vitrine.…], too.
    [GeneratedRegex(@"Vitrine\.[\w.+]+")]
    private static partial Regex OwnType();
}
