using System.CommandLine;
using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Projects.Ingest;
using Vitrine.Projects.Ingest.Sources;
using Vitrine.Semantics.Dbt;
using Vitrine.Web.Api;
using Vitrine.Web.Commands.Prompting;

namespace Vitrine.Web.Commands.Ingesting;

/// <summary><c>vitrine ingest</c>: puts a dbt project in force from a folder or a Git repository, through the running server or one of its own, and says what is different and which apps break.</summary>
internal sealed class IngestVerb : IVerb
{
    private const int AppsBreak = 2;

    public Command Create()
    {
        var project = new Option<string?>("--project") { Description = "The project's slug; the first project without it." };
        var folder = new Option<DirectoryInfo?>("--folder") { Description = "The folder of the dbt project, or of models without dbt. The current one." };
        var git = new Option<string?>("--git") { Description = "A Git repository instead: a folder of this machine, or an address over https:// or ssh://." };
        var revision = new Option<string?>("--at") { Description = "With --git: a branch, tag or commit. HEAD." };
        var path = new Option<string?>("--path") { Description = "With --git: the project's folder in the repository. Its root." };
        var target = new Option<string>("--target") { Description = "The folder of dbt's artifacts in the project's.", DefaultValueFactory = _ => ProjectFolder.DefaultTarget };
        var trial = new Option<bool>("--trial") { Description = "Say what would be different and which apps would break, and put nothing in force." };
        var person = new Option<string?>("--as") { Description = "Email of the person to act for; the first administrator." };
        var json = new Option<bool>("--json") { Description = "One JSON object instead of text." };
        var command = new Command("ingest", "Read a dbt project into a project's semantic layer. Exit codes: 0 in force, 1 could not be read, 2 published apps break.") { project, folder, git, revision, path, target, trial, person, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(git) is null && (parsed.GetValue(revision) ?? parsed.GetValue(path)) is not null) throw new RefusalException("ingest.bad-usage", "--at and --path belong to --git.");
            if (parsed.GetValue(git) is not null && parsed.GetValue(folder) is not null) throw new RefusalException("ingest.bad-usage", "Give --folder or --git, not both.");
            var (files, source) = await ReadAsync(parsed.GetValue(git), parsed.GetValue(revision), parsed.GetValue(path), parsed.GetValue(folder), parsed.GetRequiredValue(target), cancellationToken);
            var ingest = await SendAsync(files, source, parsed.GetValue(project), parsed.GetValue(person), parsed.GetValue(trial), cancellationToken);
            if (parsed.GetValue(json)) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(ingest, WireForm.OfVerbs));
            else IngestReport.Show(ingest);
            return ingest.Broken.Count > 0 ? AppsBreak : 0;
        });
        return command;
    }

    private static async Task<(ProjectFiles, IngestSource)> ReadAsync(string? git, string? revision, string? path, DirectoryInfo? folder, string target, CancellationToken cancellationToken)
    {
        if (git is not null) return await GitRepository.ReadAsync(git, revision, path, target, cancellationToken);
        var root = folder?.FullName ?? Directory.GetCurrentDirectory();
        return (await ProjectFolder.ReadAsync(root, target, cancellationToken), await GitRepository.DescribeAsync(root, cancellationToken));
    }

    private static async Task<IngestRecord> SendAsync(ProjectFiles files, IngestSource source, string? slug, string? person, bool isTrial, CancellationToken cancellationToken)
    {
        await using var server = await ServerConnection.OpenAsync(person ?? "", cancellationToken);
        var project = slug ?? (await server.GetAsync<IReadOnlyList<ProjectRecord>>("/api/v1/projects", cancellationToken)).OrderBy(one => one.CreatedAt).FirstOrDefault()?.Slug
            ?? throw new RefusalException("ingest.no-project", "There is no project yet, or none that this person may see. Make one first.");
        using var form = new MultipartFormDataContent();
        void Add(string name, string file, ReadOnlyMemory<byte>? content)
        {
            if (content is { } bytes) form.Add(new ReadOnlyMemoryContent(bytes), name, file);
        }

        Add("manifest", "manifest.json", files.Manifest);
        Add("catalog", "catalog.json", files.Catalog);
        Add("configuration", "lightdash.config.yml", files.Configuration);
        foreach (var model in files.Models) Add("model", model.Path, model.Content);
        form.Add(new StringContent(source.Kind), "source");
        if (source.Commit is { } commit) form.Add(new StringContent(commit), "commit");
        if (source.Revision is { } revision) form.Add(new StringContent(revision), "revision");
        if (source.IsChanged) form.Add(new StringContent("true"), "changed");
        return await server.SendAsync<IngestRecord>($"/api/v1/projects/{Uri.EscapeDataString(project)}/ingest{(isTrial ? "?trial=true" : "")}", form, cancellationToken);
    }
}
