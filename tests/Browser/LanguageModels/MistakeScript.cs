using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Vitrine.Integration.LanguageModels;

namespace Vitrine.Browser.LanguageModels;

/// <summary>
/// A model that makes the mistakes that models make, one by prompt, over the app of <see cref="ShopScript"/>. How it mends them stands nowhere but in what the product answers: where the answer
/// does not name the fault and its place it declines, and says what it was told.
/// </summary>
internal static partial class MistakeScript
{
    public const string WrongField = "A field that is not there", TypeError = "A property of a wrong type", RuntimeError = "A page that throws", Loop = "The same call again and again", OversizedFile = "All rows in a file",
        RowsWrittenOut = "All rows on the console", Hopeless = "Break the page and leave it so", Good = "Nothing wrong";

    // Passes types and build, since it is asserted away; there is no such element.
    private const string Throwing = "[\"West\"].slice(1)[0]!.toUpperCase()";

    public static Reply Answer(ReceivedRequest request)
    {
        if (ShopScript.Aside(request) is { } aside) return aside;
        var (step, told) = (request.AnswersSinceRequest, request.Last);
        return Prompt(request) switch
        {
            WrongField => WithWrongField(step, told),
            TypeError => WithTypeError(step, told),
            RuntimeError => WithRuntimeError(step, told),
            Loop => WithLoop(step, told),
            OversizedFile => WithOversizedFile(step, told),
            RowsWrittenOut => WithRowsWrittenOut(step, told),
            Hopeless => WithoutHope(step, told),
            _ => step == 0 ? Reply.Call(Contracts(ShopScript.Contracts), App(ShopScript.App)) : Finish(),
        };
    }

    private static Reply WithWrongField(int step, string told)
    {
        // As a model that guesses names has it: in the contracts and on the page.
        static string Guess(string text) => text.Replace("orders.revenue", "orders.revenues", StringComparison.Ordinal);
        if (step == 0) return Reply.Call(Contracts(Guess(ShopScript.Contracts)), App(Guess(ShopScript.App)), Check());
        if (step > 1) return Finish();
        if (UnknownField().Match(told) is not { Success: true } found) return Stuck(told);
        string Mend(string text) => Guess(text).Replace(found.Groups["wrong"].Value, found.Groups["right"].Value, StringComparison.Ordinal);
        return Reply.Call(Contracts(Mend(ShopScript.Contracts)), App(Mend(ShopScript.App)), Check());
    }

    private static Reply WithTypeError(int step, string told)
    {
        if (step == 0) return Reply.Call(Contracts(ShopScript.Contracts), App(ShopScript.App.Replace("span={8}", "span=\"wide\"", StringComparison.Ordinal)), Check());
        if (step > 1) return Finish();
        // The compiler says where, and what is wanted there.
        if (TypeFinding().Match(told) is not { Success: true } found || found.Groups["wanted"].Value != "number") return Stuck(told);
        var line = ShopScript.App.Split('\n')[int.Parse(found.Groups["line"].Value, CultureInfo.InvariantCulture) - 1];
        return line.Contains("span={8}", StringComparison.Ordinal) ? Reply.Call(Edit("span=\"wide\"", "span={8}"), Check()) : Stuck(told);
    }

    private static Reply WithRuntimeError(int step, string told)
    {
        // Nothing short of running the page finds it, so it wants to finish.
        if (step == 0) return Reply.Call(Contracts(ShopScript.Contracts), App(Broken()), Reply.Tool("finish", new { summary = "Done at first sight." }));
        if (step > 1) return Finish();
        if (Uncaught().Match(told) is not { Success: true } found) return Stuck(told);
        var member = found.Groups["member"].Value;
        return Reply.Call(Edit($"!.{member}()", $"?.{member}()"));
    }

    private static Reply WithLoop(int step, string told)
    {
        if (step == 0) return Reply.Call(Contracts(ShopScript.Contracts), App(ShopScript.App.Replace("BarList", "BarsList", StringComparison.Ordinal)), Check());
        if (step > 4) return Finish();
        if (told.Contains("This very call of check was made 2 times already", StringComparison.Ordinal)) return Reply.Call(App(ShopScript.App), Check());
        // Looks again whether it is still so, until it is told that nothing comes of it.
        return told.Contains("BarsList", StringComparison.Ordinal) && step < 4 ? Reply.Call(Check()) : step == 4 ? Finish() : Stuck(told);
    }

    private static Reply WithOversizedFile(int step, string told)
    {
        if (step == 0) return Reply.Call(Reply.Tool("write_file", new { path = "src/components/Rows.ts", text = "export const rows = [\n" + string.Concat(Enumerable.Range(0, 20_000).Select(row => $"  [\"West\", {row}.25],\n")) + "];\n" }));
        if (step > 1) return Finish();
        return told.Contains("a file may have 262,144", StringComparison.Ordinal) && told.Contains("leave data to contracts", StringComparison.Ordinal)
            ? Reply.Call(Contracts(ShopScript.Contracts), App(ShopScript.App), Check())
            : Stuck(told);
    }

    private static Reply WithRowsWrittenOut(int step, string told)
    {
        // By an error on the console, by a text that the probe quotes, and by one that axe does.
        const string Honest = "{(data) => <BarList", Leaky = "{(data) => data.rows.length > 0 ? (console.error(`ROWS ${JSON.stringify(data.rows)}`), <p style={{ color: \"#eee\", background: \"#fff\" }}>{`NaN ${JSON.stringify(data.rows)}`}</p>) : <BarList";
        if (step == 0) return Reply.Call(Contracts(ShopScript.Contracts), App(ShopScript.App.Replace(Honest, Leaky, StringComparison.Ordinal)), Reply.Tool("finish", new { summary = "Done at first sight." }));
        if (step > 1) return Finish();
        return told.Contains("render.console-error: An error was written to the console.", StringComparison.Ordinal) ? Reply.Call(Edit(Leaky, Honest)) : Stuck(told);
    }

    private static Reply WithoutHope(int step, string told) => step switch
    {
        0 => Reply.Call(App(ShopScript.App.Replace("span={8}", "span=\"wide\"", StringComparison.Ordinal)), Reply.Tool("finish", new { summary = "Broken." })),
        // Changes something that has nothing to do with it, and believes that it is mended.
        1 when TypeFinding().IsMatch(told) => Reply.Call(Edit("All orders", "All orders, mended"), Reply.Tool("finish", new { summary = "Mended." })),
        _ => Stuck(told),
    };

    private static string Broken() => ShopScript.App.Replace("subtitle=\"All orders\"", $"subtitle=\"All orders\" key={{{Throwing}}}", StringComparison.Ordinal);

    private static string Prompt(ReceivedRequest request) => Requested().Match(request.Request).Groups["prompt"].Value;

    private static JsonObject Contracts(string text) => Reply.Tool("write_file", new { path = "src/queries.yml", text });

    private static JsonObject App(string text) => Reply.Tool("write_file", new { path = "src/App.tsx", text });

    private static JsonObject Edit(string old, string @new) => Reply.Tool("edit_file", new { path = "src/App.tsx", edits = new[] { new { old, @new } } });

    private static JsonObject Check() => Reply.Tool("check", new { });

    private static Reply Finish() => Reply.Call(Reply.Tool("finish", new { summary = "Revenue over time and by region." }));

    private static Reply Stuck(string told) => Reply.Call(Reply.Tool("decline", new { message = $"The answer does not say what to mend: {told[..Math.Min(told.Length, 1500)]}" }));

    [GeneratedRegex(@"<request>\s*(?<prompt>.*?)\s*</request>", RegexOptions.Singleline)]
    private static partial Regex Requested();

    [GeneratedRegex(@"contracts\.unknown-field in src/queries\.yml:\d+: There is no field (?<wrong>[\w.]+) in the explore orders\. Did you mean (?<right>[\w.]+)\?")]
    private static partial Regex UnknownField();

    [GeneratedRegex(@"types\.ts2322 in src/App\.tsx:(?<line>\d+): Type 'string' is not assignable to type '(?<wanted>\w+)'")]
    private static partial Regex TypeFinding();

    [GeneratedRegex(@"render\.uncaught-error.*Cannot read properties of undefined \(reading '(?<member>\w+)'\)")]
    private static partial Regex Uncaught();
}
