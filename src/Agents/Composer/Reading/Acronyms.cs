namespace Vitrine.Agents.Composer.Reading;

/// <summary>Figures of business that everybody knows by their first letters, with what these stand for: a catalog may have either.</summary>
internal static class Acronyms
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Known = new (string Letters, string Words)[]
    {
        ("mrr", "monthly revenue"), ("arr", "annual revenue"), ("ltv", "lifetime value"), ("clv", "lifetime value"), ("cltv", "lifetime value"), ("cac", "acquisition cost"),
        ("cpc", "cost click"), ("cpa", "cost acquisition"), ("cpl", "cost lead"), ("roi", "return investment"),
        ("nps", "net promoter score"), ("csat", "satisfaction"), ("gmv", "gross merchandise value"), ("dau", "daily active users"), ("wau", "weekly active users"),
        ("mau", "monthly active users"), ("aht", "average handling time"), ("frt", "first response time"), ("cogs", "cost goods sold"), ("bp", "blood pressure"),
        ("otd", "on time delivery rate"), ("mttr", "mean time repair"), ("ytd", "year to date"), ("qty", "quantity"), ("tcv", "total contract value"),
    }.ToDictionary(known => known.Letters, known => (IReadOnlyList<string>)[.. known.Words.Split(' ').Select(Stemmer.Stem)], StringComparer.Ordinal);

    /// <summary>The stems that the letters stand for; null where they are no acronym.</summary>
    public static IReadOnlyList<string>? Of(string stem) => Known.GetValueOrDefault(stem);
}
