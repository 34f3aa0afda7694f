using System.Collections;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Web.Hosting;

/// <summary>Asks every module's checks.</summary>
internal static class Doctor
{
    /// <summary>With services of its own, so that nothing is started: a server may be running meanwhile.</summary>
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken)
    {
        try
        {
            DataFolder.From(new ConfigurationBuilder().AddEnvironmentVariables().Build()).Prepare();
        }
        catch (RefusalException refusal)
        {
            // Everything else stands in it.
            return [.. CheckNames(), new DoctorFinding("Data folder", DoctorStatus.Broken, refusal.Message, "The rest is looked at when there is a data folder.")];
        }

        await using var provider = VerbServices.Build();
        return await ExamineAsync(provider, cancellationToken);
    }

    /// <summary>With the services of a running server.</summary>
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        List<DoctorFinding> findings = [CheckSwitch(services.GetRequiredService<DataAppsSwitch>()), .. CheckNames()];
        foreach (var check in services.GetServices<IDoctorCheck>())
        {
            await foreach (var finding in check.CheckAsync(cancellationToken)) findings.Add(finding);
        }

        return findings;
    }

    private static DoctorFinding CheckSwitch(DataAppsSwitch dataApps)
        => dataApps.Decide() is { IsOn: true }
            ? new DoctorFinding("Data apps", DoctorStatus.Fine, "Switched on.")
            : new DoctorFinding("Data apps", DoctorStatus.Limited, "Switched off.", "Set APPS_RUNTIME_ENABLED=true and start again.");

    // A misspelt variable is silent everywhere else.
    private static IEnumerable<DoctorFinding> CheckNames()
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!OperatorVariables.Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) || OperatorVariables.Known.Contains(name)) continue;
            yield return new DoctorFinding(name, DoctorStatus.Limited, "There is no such setting.", NearestName.Hint(name, OperatorVariables.Known) ?? "Remove it, or look its name up in docs/guides/operating.md.");
        }
    }
}
