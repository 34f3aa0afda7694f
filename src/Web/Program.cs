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
        return VitrineCommandLine.RunAsync(arguments);
    }
}
