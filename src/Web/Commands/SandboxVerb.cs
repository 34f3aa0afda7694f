using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Vitrine.Primitives;
using Vitrine.Serving.Documents;
using Vitrine.Web.Hosting;

namespace Vitrine.Web.Commands;

/// <summary><c>vitrine sandbox</c>: lists and ends sandboxes; <c>template</c> writes everything that is needed to build our template in an E2B account of one's own.</summary>
internal sealed class SandboxVerb : IVerb
{
    // Node at the place where the server looks for it, the toolchain that nobody in the sandbox may change, and an empty workspace.
    private const string Dockerfile = """
        FROM node:22-bookworm-slim
        RUN ln -sf "$(command -v node)" /usr/bin/node
        RUN id user || useradd --create-home --shell /bin/bash user
        COPY toolchain /opt/tc
        RUN chown -R root:root /opt/tc && chmod -R a+rX,go-w /opt/tc
        RUN mkdir -p /workspace && chown user:user /workspace
        USER user
        WORKDIR /workspace

        """;

    private const string Build = """
        // Builds the template in the account of E2B_API_KEY:  npm install e2b@2.51.0 && node build.mjs
        import { Template } from "e2b";

        const template = Template({ fileContextPath: import.meta.dirname }).fromDockerfile(`${import.meta.dirname}/Dockerfile`);
        await Template.build(template, "{REFERENCE}", { cpuCount: 2, memoryMB: 2048, onBuildLogs: (entry) => console.log(entry.toString()) });

        """;

    public Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "The folder to write into; it has to be new or empty.", Required = true };
        var name = new Option<string>("--name") { Description = "The template's name in the account.", DefaultValueFactory = _ => "vitrine" };
        var template = new Command("template", "Write what an E2B template of this version is built from.") { folder, name };
        template.SetAction(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetRequiredValue(folder).FullName;
            try
            {
                await WriteAsync(target, $"{parsed.GetRequiredValue(name)}:{VitrineServices.ProductVersion}", cancellationToken);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw new RefusalException("sandbox-template.not-written", $"{target} cannot be written: {cause.Message.TrimEnd('.')}. Choose another folder with --out.");
            }

            return 0;
        });
        return new Command("sandbox", "List and end sandboxes, or prepare them elsewhere.") { SandboxListing.List(), SandboxListing.Kill(), template };
    }

    private static async Task WriteAsync(string folder, string reference, CancellationToken cancellationToken)
    {
        if (!System.Text.RegularExpressions.Regex.IsMatch(reference, "^[a-z0-9_-]+:[a-z0-9_.-]+$")) throw new RefusalException("sandbox-template.bad-name", "A template's name has lower-case letters, digits, '-' and '_'.");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) throw new RefusalException("sandbox-template.not-empty", $"{folder} is not empty. Choose a new folder with --out.");
        var toolchain = new AppTemplateSource(new ConfigurationBuilder().AddEnvironmentVariables().Build()).Current.ToolchainFolder;
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), Dockerfile, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "build.mjs"), Build.Replace("{REFERENCE}", reference, StringComparison.Ordinal), cancellationToken);
        var files = 0;
        foreach (var file in Directory.EnumerateFiles(toolchain, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = Path.Combine(folder, "toolchain", Path.GetRelativePath(toolchain, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            files++;
        }

        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Dockerfile, build.mjs and a toolchain of {files} files are in [bold]{folder}[/]. No start command is needed: the server starts what it wants.");
        AnsiConsole.MarkupLineInterpolated($"  cd {folder} && npm install e2b@2.51.0 && E2B_API_KEY=… node build.mjs");
        AnsiConsole.MarkupLineInterpolated($"Then: E2B_TEMPLATE_NAME={reference.Split(':')[0]}; the tag {reference.Split(':')[1]} is this version's, so E2B_TEMPLATE_TAG is not needed.");
    }
}
