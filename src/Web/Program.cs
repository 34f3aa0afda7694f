namespace Vitrine.Web;

/// <summary>The executable <c>vitrine</c>: its verbs are what an operator does.</summary>
internal static class Program
{
    public static int Main()
    {
        Console.WriteLine("vitrine");
        return 0;
    }
}
