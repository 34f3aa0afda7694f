namespace Vitrine.Semantics.Formats;

/// <summary>How currencies are written in English, and how many digits they have after the point.</summary>
internal static class CurrencySymbols
{
    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["USD"] = "$",
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["JPY"] = "¥",
        ["CAD"] = "CA$",
        ["AUD"] = "A$",
        ["NZD"] = "NZ$",
        ["HKD"] = "HK$",
        ["MXN"] = "MX$",
        ["BRL"] = "R$",
        ["CNY"] = "CN¥",
        ["INR"] = "₹",
        ["KRW"] = "₩",
        ["ILS"] = "₪",
        ["VND"] = "₫",
        ["TWD"] = "NT$",
        ["PHP"] = "₱",
        ["XAF"] = "FCFA",
        ["XOF"] = "F CFA",
        ["XPF"] = "CFPF",
    };

    private static readonly HashSet<string> Whole = ["JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF", "XPF", "RWF", "DJF", "GNF", "KMF", "VUV", "BIF"];

    private static readonly HashSet<string> Thousandths = ["BHD", "KWD", "OMR", "JOD", "TND", "LYD", "IQD"];

    /// <summary>What stands before the digits.</summary>
    public static string Before(string code) => Symbols.TryGetValue(code, out var symbol) ? symbol : code + " ";

    public static int Digits(string code) => Whole.Contains(code) ? 0 : Thousandths.Contains(code) ? 3 : 2;
}
