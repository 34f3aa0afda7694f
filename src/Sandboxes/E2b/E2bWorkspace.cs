using System.Text;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.E2b;

/// <summary>Questions to the workspace of an E2B sandbox.</summary>
internal static class E2bWorkspace
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // Names and contents of all plain files, in one hash. Links and what else may lie there are no part of an app.
    private const string Hashing = """
        const fs = require("fs"), path = require("path"), crypto = require("crypto");
        const lines = [];
        const walk = (folder) => {
          for (const one of fs.readdirSync(folder, { withFileTypes: true })) {
            const place = path.join(folder, one.name);
            if (one.isDirectory()) walk(place);
            else if (one.isFile()) lines.push(JSON.stringify(place) + crypto.createHash("sha256").update(fs.readFileSync(place)).digest("hex"));
          }
        };
        walk("/workspace");
        console.log(crypto.createHash("sha256").update(lines.sort().join("\n")).digest("hex"));
        """;

    /// <summary>The hash of the files as they lie there.</summary>
    public static async Task<string> HashAsync(E2bInside inside, CancellationToken cancellationToken)
    {
        var (exit, output, _) = await RunAsync(inside, new SandboxCommand("/usr/bin/node", ["-e", Hashing]) { WallClock = Limit }, asRoot: false, cancellationToken);
        return exit == 0 && output.Trim() is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower) ? hash : throw new RefusalException("sandbox.no-hash", "The files of the sandbox could not be read through.", RefusalKind.Unavailable);
    }

    /// <summary>Whether there is such a file.</summary>
    /// <exception cref="RefusalException"><c>sandbox.bad-path</c> for a link, a folder and what else is no plain file.</exception>
    public static async Task<bool> IsPlainFileAsync(E2bInside inside, string path, CancellationToken cancellationToken)
    {
        JsonObject answer;
        try
        {
            answer = await inside.CallAsync("filesystem.Filesystem/Stat", new JsonObject { ["path"] = path }, isIdempotent: true, cancellationToken);
        }
        catch (ConnectException refused) when (refused.Code == ConnectCode.NotFound)
        {
            return false;
        }
        catch (ConnectException refused)
        {
            throw refused.Code == ConnectCode.InvalidArgument ? NotPlain() : new RefusalException("sandbox.unavailable", $"The sandbox did not say what lies there: {refused.Message}", RefusalKind.Unavailable);
        }

        var isPlain = answer["entry"] is JsonObject entry && entry["type"]?.ToString() is ("FILE_TYPE_FILE" or "1") && entry["symlinkTarget"] is null;
        return isPlain ? true : throw NotPlain();
    }

    /// <summary>Runs a short program to its end.</summary>
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(E2bInside inside, SandboxCommand command, bool asRoot, CancellationToken cancellationToken)
    {
        E2bProcess process;
        try
        {
            process = await E2bProcess.StartAsync(inside, command, "/", asRoot, 1 << 20, cancellationToken);
        }
        catch (ConnectException refused)
        {
            return (-1, "", refused.Message);
        }

        using (process)
        {
            await process.Input.DisposeAsync();
            var (output, errors) = (TextAsync(process.Output), TextAsync(process.Errors));
            return (await process.Exit.WaitAsync(cancellationToken), await output, await errors);
        }
    }

    private static async Task<string> TextAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private static RefusalException NotPlain() => new("sandbox.bad-path", "Only plain files in the workspace can be read.");
}
