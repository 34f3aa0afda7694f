using System.CommandLine;
using Spectre.Console;
using Vitrine.Primitives;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Host;
using Vitrine.Sandboxes.Local;
using Vitrine.Serving.Documents;
using Vitrine.Storage;

namespace Vitrine.Web.Commands;

/// <summary><c>vitrine sandbox-host</c>: lends the sandboxes of this machine over E2B's protocol, until it is told to stop.</summary>
internal sealed class SandboxHostVerb : IVerb
{
    /// <summary>The variable that says on which port it listens.</summary>
    public const string PortVariable = "SANDBOX_HOST_PORT";

    /// <summary>The variable that says whose keys it accepts.</summary>
    public const string KeysVariable = "SANDBOX_HOST_API_KEYS";

    private const int DefaultPort = 3000;

    public Command Create()
    {
        var listen = new Option<string?>("--listen") { Description = $"Where to listen, such as http://0.0.0.0:3000. The port of {PortVariable} on this machine alone." };
        var command = new Command("sandbox-host", "Lend sandboxes of this machine over E2B's protocol.") { listen };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await RunAsync(parsed.GetValue(listen), cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task RunAsync(string? listen, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var data = DataFolder.From(configuration);
        data.Prepare();
        using var logs = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            // What keeps it from starting is said once, in a sentence.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None));
        var options = new SandboxHostOptions
        {
            Address = listen ?? $"http://127.0.0.1:{Port(configuration[PortVariable])}",
            ApiKeys = (configuration[KeysVariable] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Folder = data.Combine("sandbox-host"),
            Version = Hosting.VitrineServices.ProductVersion,
        };
        var templates = new AppTemplateSource(configuration);
        var local = new LocalSandboxOptions { Folder = data.Combine("lent-sandboxes"), Toolchain = () => Toolchain(templates) };
        await using var host = await SandboxesModule.StartSandboxHostAsync(options, local, logs, cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"Sandboxes can be had at [bold]{host.Address}[/]");
        AnsiConsole.MarkupLineInterpolated($"  E2B_API_URL={host.Address} E2B_SANDBOX_URL={host.Address} E2B_API_KEY=[grey]a key of {KeysVariable}[/]");
        await host.WaitAsync(cancellationToken);
    }

    private static int Port(string? given)
    {
        if (string.IsNullOrWhiteSpace(given)) return DefaultPort;
        return int.TryParse(given, System.Globalization.CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65535
            ? port : throw new RefusalException("sandbox-host.bad-port", $"{PortVariable} is '{given}' and has to be a number of 0 to 65535.");
    }

    private static string? Toolchain(AppTemplateSource templates)
    {
        try
        {
            return templates.Current.ToolchainFolder;
        }
        catch (RefusalException)
        {
            return null;
        }
    }
}
