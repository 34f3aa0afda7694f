using Vitrine.Agents.Tools.Fixing;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Primitives;

namespace Vitrine.Unit.Agents;

/// <summary>Slips that are mended before a language model is asked.</summary>
public sealed class SourceFixerTests
{
    private static readonly Dictionary<string, string> Exports = new() { ["Page"] = "@vitrine/kit", ["DataTable"] = "@vitrine/kit", ["LineChart"] = "@vitrine/kit/charts", ["useState"] = "react" };

    [Theory]
    [InlineData("import { Page } from \"@vitrine/kit\";\n<Page><DataTable /></Page>", "types.ts2304", "Cannot find name 'DataTable'.", "import { DataTable, Page } from \"@vitrine/kit\";\n<Page><DataTable /></Page>")]
    [InlineData("import {\n  Page,\n} from '@vitrine/kit'\n<Page><DataTable /></Page>", "types.ts2304", "Cannot find name 'DataTable'.", "import { DataTable, Page } from \"@vitrine/kit\";\n<Page><DataTable /></Page>")]
    [InlineData("const [a] = useState(1);", "types.ts2304", "Cannot find name 'useState'.", "import { useState } from \"react\";\nconst [a] = useState(1);")]
    [InlineData("import { LineChart, Page } from \"@vitrine/kit\";\n<Page><LineChart /></Page>", "types.ts2305", "Module '\"@vitrine/kit\"' has no exported member 'LineChart'.", "import { LineChart } from \"@vitrine/kit/charts\";\nimport { Page } from \"@vitrine/kit\";\n<Page><LineChart /></Page>")]
    [InlineData("import { LineChart, Page } from \"@vitrine/kit\";\n<Page><LineChart /></Page>", "build.missing-export", "'@vitrine/kit' does not export LineChart.", "import { LineChart } from \"@vitrine/kit/charts\";\nimport { Page } from \"@vitrine/kit\";\n<Page><LineChart /></Page>")]
    [InlineData("import { Cell, Page } from \"@vitrine/kit\";\n<Page><LineChart /></Page>", "types.ts2552", "Cannot find name 'LineChart'. Did you mean 'x'?", "import { LineChart } from \"@vitrine/kit/charts\";\nimport { Page } from \"@vitrine/kit\";\n<Page><LineChart /></Page>")]
    public void Imports_are_mended(string text, string code, string message, string expected)
        => Assert.Equal(expected, Assert.Single(Mend(text, Finding(code, message)).Files).Text);

    [Theory]
    [InlineData("<p>a > b</p>", "types.ts1382", 6, "<p>a {\">\"} b</p>")]
    [InlineData("<p>a } b</p>", "types.ts1381", 6, "<p>a {\"}\"} b</p>")]
    public void Signs_in_text_are_escaped(string text, string code, int column, string expected)
        => Assert.Equal(expected, Assert.Single(Mend(text, Finding(code, "Unexpected token.", 1, column)).Files).Text);

    [Fact]
    public void Several_signs_of_one_line_are_escaped_in_their_places()
        => Assert.Equal("<p>a {\">\"} b {\">\"} c</p>", Assert.Single(Mend("<p>a > b > c</p>", Finding("types.ts1382", "x", 1, 6), Finding("types.ts1382", "x", 1, 10)).Files).Text);

    [Theory]
    [InlineData("<Foo />", "types.ts2304", "Cannot find name 'Foo'.")] // nobody exports it
    [InlineData("import { Nothing } from \"@vitrine/kit\";", "types.ts2305", "Module '\"@vitrine/kit\"' has no exported member 'Nothing'.")]
    [InlineData("import { LineChart } from \"@/components/LineChart\";", "types.ts2305", "Module '\"@/components/LineChart\"' has no exported member 'LineChart'.")] // a file of the app's own
    [InlineData("<p>a b</p>", "types.ts1382", "Unexpected token.")] // not at its place
    [InlineData("const x: number = \"DataTable\";", "types.ts2322", "Type 'string' is not assignable to type 'number'.")]
    public void What_has_no_one_remedy_is_left_to_the_model(string text, string code, string message) => Assert.Empty(Mend(text, Finding(code, message)).Notes);

    private static (IReadOnlyList<(string Path, string Text)> Files, IReadOnlyList<string> Notes) Mend(string text, params GateDiagnostic[] findings)
        => MendedCheck.Mend(AppSource.Empty.With("src/App.tsx", text), findings, Exports);

    private static GateDiagnostic Finding(string code, string message, int line = 1, int column = 2) => new("types", DiagnosticSeverity.Error, code, "src/App.tsx", line, column, message, null);
}
