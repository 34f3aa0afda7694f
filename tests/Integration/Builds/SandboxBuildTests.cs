using System.Text.RegularExpressions;
using Vitrine.Builds.Bundles;
using Vitrine.Builds.Workspaces;
using Vitrine.Builds.Workspaces.Worker;
using Vitrine.Serving.Documents;

namespace Vitrine.Integration.Builds;

/// <summary>Apps built for real: in a sandbox, by the worker of the template, held to what the server accepts.</summary>
public sealed partial class SandboxBuildTests(BuildFixture builds)
{
    private const string App = "src/App.tsx";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static AppSource Small => BuildFixture.SmallApp;

    [Fact]
    public async Task The_scaffold_builds_and_its_types_hold()
    {
        await using var workspace = await builds.OpenAsync(builds.Scaffold);
        var build = await workspace.BuildAsync(workspace.Source, "export {};\n", Cancel);
        Assert.Empty(build.Findings);
        Assert.Empty(BundleCheck.Run(builds.Templates.Current, build.Script!, build.Css!).Problems);
        Assert.Empty(await workspace.CheckTypesAsync(workspace.Source, "export {};\n", Cancel));
    }

    [Fact]
    public async Task A_warm_sandbox_whose_folder_was_taken_away_is_replaced()
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-taken-").FullName;
        var (provider, pool) = BuildFixture.Apart(folder);
        await using (provider)
        await using (pool)
        {
            await pool.WarmAsync(Cancel);
            foreach (var sandbox in Directory.GetDirectories(Path.Combine(folder, "sandboxes"))) Directory.Delete(sandbox, recursive: true);
            await using var workspace = await pool.OpenAsync(BuildFixture.Owner, builds.Scaffold, Cancel);
            Assert.Empty((await workspace.BuildAsync(workspace.Source, "export {};\n", Cancel)).Findings);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_small_app_builds_and_its_document_holds_what_it_imports()
    {
        var build = await builds.BuildAsync(Small);
        Assert.Empty(build.Findings);
        Assert.Empty(await builds.CheckTypesAsync(Small));
        var check = BundleCheck.Run(builds.Templates.Current, build.Script!, build.Css!);
        Assert.Empty(check.Problems);
        Assert.Equal(["@vitrine/kit", "@vitrine/kit/charts", "react/jsx-runtime"], check.Imports.Order());
        Assert.Contains("data-loc\":`src/components/Note.tsx:2:10`", build.Script, StringComparison.Ordinal);
        Assert.Contains(".mt-4", build.Css, StringComparison.Ordinal);
        var document = DocumentAssembler.Assemble(builds.Templates.Current, new AppBundle(build.Script!, build.Css!, check.Imports), "Revenue");
        Assert.Equal(4, document.ScriptHashes.Count);
    }

    [Fact]
    public async Task An_edit_is_in_the_next_build_and_the_same_source_gives_the_same_bytes()
    {
        await using var workspace = await builds.OpenAsync(Small);
        var first = await workspace.BuildAsync(Small, BuildFixture.Generated, Cancel);
        var edited = Small.With("src/components/Note.tsx", Small.Files["src/components/Note.tsx"].Replace("mt-4", "mt-11 underline", StringComparison.Ordinal));
        var second = await workspace.BuildAsync(edited, BuildFixture.Generated, Cancel);
        Assert.Contains("mt-11", second.Script, StringComparison.Ordinal);
        Assert.Contains(".mt-11", second.Css, StringComparison.Ordinal);
        Assert.DoesNotContain(".mt-4", second.Css, StringComparison.Ordinal);

        var again = await workspace.BuildAsync(Small, BuildFixture.Generated, Cancel);
        Assert.Equal((first.Script, first.Css), (again.Script, again.Css));
        await using var other = await builds.OpenAsync(edited);
        var elsewhere = await other.BuildAsync(edited, BuildFixture.Generated, Cancel);
        Assert.Equal((second.Script, second.Css), (elsewhere.Script, elsewhere.Css));
    }

    [Theory]
    [InlineData("import { Page } from \"@vitrine/kitt\";", "build.unknown-import", "Did you mean @vitrine/kit?")]
    [InlineData("import { Line as Page } from \"recharts\";", "build.unknown-import", "Charts come from @vitrine/kit/charts.")]
    [InlineData("import Page from \"./components/Notes\";", "build.unknown-import", "Did you mean @/components/Note?")]
    [InlineData("import Page from \"./components/note\";", "build.unknown-import", "Did you mean @/components/Note?")]
    [InlineData("import { LineChar as Page } from \"@vitrine/kit/charts\";", "build.missing-export", "Did you mean LineChart?")]
    [InlineData("import { Notes as Page } from \"@/components/Note\";", "build.missing-export", "Did you mean Note?")]
    [InlineData("import Page from \"@vitrine/kit\";", "build.missing-export", "Import names in braces.")]
    [InlineData("import { readFileSync as Page } from \"node:fs\";", "build.unknown-import", "An app runs in the browser.")]
    public async Task A_wrong_import_is_found_with_its_place_and_what_was_meant(string import, string code, string hint)
    {
        var finding = Assert.Single((await BuildAsync($"{import}\nexport default function App() {{ return <Page />; }}\n")).Findings);
        Assert.Equal((code, App, 1, hint), (finding.Code, finding.File, finding.Line, finding.Hint));
    }

    [Fact]
    public async Task A_type_in_an_import_is_no_missing_export()
        => Assert.Empty((await BuildAsync("import { Page, Column, Data } from \"@vitrine/kit\";\nconst c: Column | undefined = undefined;\nexport type D = Data<never>;\nexport default function App() { return <Page title={String(c)}>a</Page>; }\n")).Findings);

    [Theory]
    [InlineData("<iframe src=\"data:x\" />", "build.forbidden-element", 3)]
    [InlineData("<link rel=\"preconnect\" href=\"https://elsewhere.example\" />", "build.forbidden-element", 3)]
    [InlineData("<a href=\"https://elsewhere.example\">x</a>", "build.forbidden-element", 3)]
    [InlineData("<p dangerouslySetInnerHTML={{ __html: \"<b>\" }} />", "build.forbidden-element", 3)]
    [InlineData("<p>{String(fetch(\"/x\"))}</p>", "build.forbidden-api", 3)]
    [InlineData("<p>{window.top?.name}</p>", "build.forbidden-api", 3)]
    [InlineData("<p>{String(createElement(\"script\"))}</p>", "build.forbidden-element", 3)]
    [InlineData("<p>{String(import(\"react\"))}</p>", "build.dynamic-import", 3)]
    public async Task What_must_not_stand_in_an_app_is_found_by_its_tree(string element, string code, int line)
    {
        var build = await BuildAsync($"import {{ createElement }} from \"react\"; void createElement;\nexport default function App() {{ return (\n{element}\n); }}\n");
        Assert.Contains(build.Findings, finding => (finding.Code, finding.Line) == (code, line));
        Assert.Null(build.Script);
    }

    [Fact]
    public async Task Text_and_names_of_ones_own_are_not_mistaken()
        => Assert.Empty((await BuildAsync("""
            const location = "West"; // fetch eval iframe
            function fetch(top: string) { return { parent: top, eval: 1 }.parent; }
            export default function App() { return <p title="import('x') from 'y'">fetch, eval and &lt;iframe&gt; {fetch(location)}</p>; }
            """)).Findings);

    [Theory]
    [InlineData("export default function App() { return <p>; }", "build.syntax")]
    [InlineData("export function App() { return null; }", "build.no-default-export")]
    [InlineData("await 1;\nexport default function App() { return null; }", "build.failed")]
    [InlineData("// @ts-nocheck\nexport default function App() { return null; }", "build.suppressed-types")]
    public async Task What_cannot_be_built_is_said_once_and_plainly(string text, string code)
    {
        var finding = Assert.Single((await BuildAsync(text)).Findings);
        Assert.Equal((code, App), (finding.Code, finding.File));
        Assert.DoesNotMatch(Control(), finding.Message);
        Assert.DoesNotContain("vitrine:app", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_type_is_found_with_file_and_line()
    {
        var source = Small.With(App, Small.Files[App].Replace("x=\"period\"", "x=\"perod\"", StringComparison.Ordinal));
        var finding = Assert.Single(await builds.CheckTypesAsync(source));
        Assert.Equal(("types.ts2820", App, 11), (finding.Code, finding.File, finding.Line));
        Assert.Contains("Did you mean '\"period\"'", finding.Message, StringComparison.Ordinal);
        Assert.Empty(await builds.CheckTypesAsync(Small));
    }

    [Fact]
    public async Task A_contract_that_is_not_declared_does_not_type_check()
    {
        var source = Small.With(App, Small.Files[App].Replace("contract=\"revenue_by_period\"", "contract=\"margins\"", StringComparison.Ordinal));
        Assert.Contains(await builds.CheckTypesAsync(source), finding => finding.File == App && finding.Message.Contains("margins", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_huge_app_passes_the_sandbox_and_not_the_server()
    {
        var source = Enumerable.Range(0, 4).Aggregate(
            Small, (app, at) => app.With($"src/data{at}.ts", $"export const text{at} = \"{string.Concat(Enumerable.Range(0, 24_000).Select(number => $"{number:x8}"))}\";"));
        source = source.With(App, string.Concat(Enumerable.Range(0, 4).Select(at => $"import {{ text{at} }} from \"./data{at}\";\n")) + "export default function App() { return <p>{text0 + text1 + text2 + text3}</p>; }\n");
        var build = await builds.BuildAsync(source);
        Assert.Empty(build.Findings);
        Assert.Equal("build.too-large", Assert.Single(BundleCheck.Run(builds.Templates.Current, build.Script!, build.Css!).Problems).Code);
    }

    private Task<WorkerBuild> BuildAsync(string app) => builds.BuildAsync(Small.With(App, app));

    [GeneratedRegex(@"[\x00-\x09\x0b-\x1f]")]
    private static partial Regex Control();
}
