using System.Globalization;
using Vitrine.Web.Commands;

namespace Vitrine.Web;

/// <summary>The executable <c>vitrine</c>: its verbs are what an operator does.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments)
    {
        // The same words and numbers on every machine, whatever its language.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        // Paths and addresses are copied from where this is written to: no line is broken that no window breaks.
        if (Console.IsOutputRedirected) Spectre.Console.AnsiConsole.Profile.Width = 4000;
        if (Console.IsErrorRedirected) VitrineCommandLine.ErrorConsole.Profile.Width = 4000;
        return VitrineCommandLine.RunAsync(arguments);
    }
}
