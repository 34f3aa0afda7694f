using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Vitrine.Primitives;
using Vitrine.Serving.Documents;
using Vitrine.Serving.Frames;

namespace Vitrine.Serving;

/// <summary>Looks at the addresses that people and frames come from, the app template and the script of the pages.</summary>
internal sealed class ServingDoctorCheck(IConfiguration configuration) : IDoctorCheck
{
    public async IAsyncEnumerable<DoctorFinding> CheckAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return CheckOrigins();
        yield return CheckTemplate();
        yield return CheckScript();
    }

    private DoctorFinding CheckOrigins()
    {
        const string Name = "Addresses";
        try
        {
            var options = ServingOptions.From(configuration);
            var site = ServingOptions.OriginOf(options.SiteUrl);
            if (options.PreviewOrigin is null)
            {
                // Without SITE_URL pages go by the address of each request, and this check does not know where a server listens.
                var from = string.IsNullOrWhiteSpace(configuration["SITE_URL"]) ? "whichever address the pages are opened at (SITE_URL is not set)" : site;
                return new DoctorFinding(Name, DoctorStatus.Fine, $"People and frames come from {from}; frames have an opaque origin.");
            }

            var preview = ServingOptions.OriginOf(options.PreviewOrigin);
            return options.SiteUrl.Scheme == Uri.UriSchemeHttps && options.PreviewOrigin.Scheme == Uri.UriSchemeHttp
                ? new DoctorFinding(Name, DoctorStatus.Broken, $"Pages come by https, frames from {preview}: browsers block them.", "Give APP_RUNTIME_PREVIEW_ORIGIN an https address.")
                : new DoctorFinding(Name, DoctorStatus.Fine, $"People come from {site}, frames from {preview}.");
        }
        catch (RefusalException refusal)
        {
            return new DoctorFinding(Name, DoctorStatus.Broken, refusal.Message, "Correct the address and start again.");
        }
    }

    private DoctorFinding CheckTemplate()
    {
        const string Name = "App template";
        try
        {
            var template = AppTemplate.Load(AppTemplateSource.FindFolder(configuration["VITRINE_TEMPLATE"]));
            return new DoctorFinding(Name, DoctorStatus.Fine, $"Version {template.Version}, {template.Specifiers.Count} modules for apps.");
        }
        catch (RefusalException refusal)
        {
            return new DoctorFinding(Name, DoctorStatus.Broken, refusal.Message, "Run eng/prepare-template.sh.");
        }
    }

    private DoctorFinding CheckScript()
        => File.Exists(HostScript.FindFile(configuration))
            ? new DoctorFinding("Page script", DoctorStatus.Fine, "Built.")
            : new DoctorFinding("Page script", DoctorStatus.Broken, "The script that shows apps in pages is not built.", "Run eng/build-host.sh.");
}
