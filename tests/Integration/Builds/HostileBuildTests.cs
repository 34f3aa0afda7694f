using System.Text;
using Vitrine.Builds.Bundles;
using Vitrine.Builds.Workspaces;
using Vitrine.Builds.Workspaces.Worker;
using Vitrine.Sandboxes;

namespace Vitrine.Integration.Builds;

/// <summary>Sources that want more from the build than to be built: files of the machine, code of their own in it, the network, or its end.</summary>
public sealed class HostileBuildTests(BuildFixture builds)
{
    private const string App = "src/App.tsx", Theme = "src/theme.css";

    private static readonly string[] Strays = ["postcss.config.mjs", "vite.config.mjs", "tailwind.config.js", "package.json", ".npmrc", "tsconfig.json", ".env"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static AppSource Small => BuildFixture.SmallApp;

    [Theory]
    [InlineData("/etc/hostname?raw")]
    [InlineData("/opt/tc/worker.mjs")]
    [InlineData("../../../../opt/tc/vendor.json")]
    [InlineData("../../opt/tc/node_modules/vite/package.json")]
    [InlineData("@/../../etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:text/javascript,export default 1")]
    [InlineData("https://elsewhere.example/x.js")]
    [InlineData("//elsewhere.example/x.js")]
    [InlineData("/@fs/etc/passwd")]
    [InlineData("\\0vitrine:entry")]
    [InlineData("virtual:vitrine-entry")]
    [InlineData("vite/modulepreload-polyfill")]
    [InlineData("./components/Note?url")]
    [InlineData("./components/Note?worker")]
    [InlineData("./theme.css?inline")]
    [InlineData("__proto__")]
    [InlineData("constructor")]
    public async Task Nothing_but_its_own_files_and_the_templates_modules_can_be_imported(string specifier)
    {
        var build = await builds.BuildAsync(Small.With(App, $"import thing from \"{specifier}\";\nexport default function App() {{ return <p>{{String(thing)}}</p>; }}\n"));
        var finding = Assert.Single(build.Findings);
        Assert.Equal(("build.unknown-import", App, 1), (finding.Code, finding.File, finding.Line));
        Assert.Null(build.Script);
    }

    [Theory]
    [InlineData("@plugin \"/opt/tc/worker.mjs\";")]
    [InlineData("@config \"./tailwind.config.js\";")]
    [InlineData("@import \"/etc/passwd\";")]
    [InlineData("@IMPORT url(https://elsewhere.example/a.css);")]
    [InlineData("@source \"/etc\";")]
    [InlineData("@reference \"/etc/passwd\";")]
    [InlineData("@tailwind utilities;")]
    [InlineData("@font-face { font-family: x; src: url(https://elsewhere.example/x.woff2) }")]
    [InlineData(".a { background: url(//elsewhere.example/a.png) }")]
    [InlineData("/* } */ @plug\\69n \"x\";")]
    public async Task A_theme_runs_no_code_and_reads_nothing(string theme)
    {
        var build = await builds.BuildAsync(Small.With(Theme, theme));
        Assert.NotEmpty(build.Findings);
        Assert.All(build.Findings, finding => Assert.Equal(Theme, finding.File));
        Assert.Null(build.Css);
    }

    [Theory]
    [InlineData(":root { --primary: oklch(0.6 0.2 260); } [data-theme=\"dark\"] { --primary: oklch(0.8 0.1 260); }", "oklch")]
    [InlineData("@theme { --color-brand: #123456; } @layer components { .brand { color: var(--color-brand); } }", "#123456")]
    [InlineData("@media (width < 40rem) { .a { content: \"@import\"; } }", "40rem")]
    public async Task A_theme_may_set_tokens_and_rules(string theme, string text)
    {
        var build = await builds.BuildAsync(Small.With(Theme, theme));
        Assert.Empty(build.Findings);
        Assert.Contains(text.Replace("oklch", "", StringComparison.Ordinal), build.Css, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_name_that_would_fetch_is_refused_on_the_bytes()
    {
        var build = await builds.BuildAsync(Small.With("src/components/Note.tsx", "export function Note({ text }: { text: string }) { return <p className=\"bg-[url(https://elsewhere.example/a.png)]\">{text}</p>; }"));
        Assert.Equal("build.outside-address", Assert.Single(BundleCheck.Run(builds.Templates.Current, build.Script!, build.Css!).Problems).Code);
    }

    [Fact]
    public async Task What_somebody_puts_beside_the_files_has_no_say()
    {
        // Nobody can write these through a workspace; were they there, no tool would look for them.
        await using var sandbox = await builds.CreateSandboxAsync();
        await sandbox.WriteFilesAsync(
            [
                .. Strays.Select(name => new SandboxFile(name, Encoding.UTF8.GetBytes("throw new Error('it ran')"))),
            ],
            Cancel);
        var process = await sandbox.StartAsync(new("/usr/bin/node", ["/opt/tc/worker.mjs"]), Cancel);
        var lines = new WorkerLines(process.Output, 1 << 20);
        Assert.NotNull(await lines.ReadAsync(Cancel));
        await process.Input.WriteAsync(Encoding.UTF8.GetBytes("""{"id":1,"op":"files","put":{"src/App.tsx":"export default function App() { return <p className=\"p-1\">it did not</p>; }","src/gen/queries.ts":"export {};"}}""" + "\n" + """{"id":2,"op":"build"}""" + "\n" + """{"id":3,"op":"types"}""" + "\n"), Cancel);
        await process.Input.FlushAsync(Cancel);
        var said = new StringBuilder();
        for (var line = 0; line < 3; line++) said.AppendLine(Encoding.UTF8.GetString((await lines.ReadAsync(Cancel))!.Value.Span));
        Assert.Contains("it did not", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("it ran", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sandbox_that_is_killed_between_and_in_builds_is_replaced_unnoticed()
    {
        var (pool, sandboxes) = builds.NewPool();
        await using var closing = pool;
        await using var workspace = await pool.OpenAsync(BuildFixture.Owner, Small, Cancel);
        var first = await workspace.BuildAsync(Small, BuildFixture.Generated, Cancel);
        Assert.NotNull(first.Script);
        await sandboxes.KillAllAsync();
        var second = await workspace.BuildAsync(Small, BuildFixture.Generated, Cancel);
        Assert.Equal((first.Script, first.Css), (second.Script, second.Css));

        var third = workspace.BuildAsync(Small, BuildFixture.Generated, Cancel);
        var types = workspace.CheckTypesAsync(Small, BuildFixture.Generated, Cancel);
        await sandboxes.KillAllAsync();
        Assert.Equal(first.Script, (await third).Script);
        Assert.Empty(await types);
    }
}
