using Vitrine.Outside.Processes;

namespace Vitrine.Integration.Projects;

/// <summary>A Git repository in a folder of its own, made by git.</summary>
internal sealed class TestRepository : IDisposable
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Where its files are.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("vitrine-source-").FullName;

    public Task InitAsync() => GitAsync("init", "--quiet", "--initial-branch=main");

    /// <summary>Writes a file of the working copy.</summary>
    public void Write(string path, string content)
    {
        var whole = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, content);
    }

    /// <summary>Commits everything; the commit's name.</summary>
    public async Task<string> CommitAsync(string message)
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", message);
        return (await GitAsync("rev-parse", "HEAD")).Trim();
    }

    public async Task<string> GitAsync(params string[] arguments)
    {
        var result = await LocalProcess.RunAsync(new ProcessRequest("git", ["-C", Folder, .. arguments]) { Environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")!, ["HOME"] = Folder } }, Stop);
        Assert.True(result.Succeeded, result.Errors);
        return result.Output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
