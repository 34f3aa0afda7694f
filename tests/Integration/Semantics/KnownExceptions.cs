using System.Text.Json;

namespace Vitrine.Integration.Semantics;

/// <summary>The recorded cases that we answer otherwise, each with its reason: <c>tests/data/jaffle/exceptions.json</c>. The list is held to be exact.</summary>
internal static class KnownExceptions
{
    public static IReadOnlyDictionary<string, string> Of(string part)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestData.File("jaffle", "exceptions.json")));
        return document.RootElement.GetProperty(part).EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!);
    }

    /// <summary>Fails on a case that is wrong and not listed, and on one that is listed and right.</summary>
    public static void Hold(string part, IReadOnlyDictionary<string, string> wrong)
    {
        var known = Of(part);
        var news = wrong.Where(entry => !known.ContainsKey(entry.Key)).Select(entry => $"{entry.Key}: {entry.Value}").Order(StringComparer.Ordinal).ToList();
        var mended = known.Keys.Where(id => !wrong.ContainsKey(id)).Order(StringComparer.Ordinal).ToList();
        Assert.True(news.Count == 0, $"{news.Count} cases are wrong:\n{string.Join('\n', news.Take(400))}");
        Assert.True(mended.Count == 0, $"These are right now; take them off the list: {string.Join(", ", mended)}");
    }
}
