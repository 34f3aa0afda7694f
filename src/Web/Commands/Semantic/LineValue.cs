using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace Vitrine.Web.Commands.Semantic;

/// <summary>
/// Values of a warehouse as lines write them: whole numbers of 64 bits and more and decimals as text, so that every reader gets every digit; other numbers and truth values as JSON has them; days as
/// <c>2023-11-23</c>, times as <c>2023-12-26 00:00:00</c> with as many digits of a second as there are.
/// </summary>
internal static class LineValue
{
    public static JsonNode? Of(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        byte or sbyte or short or ushort or int => Convert.ToInt32(value, CultureInfo.InvariantCulture),
        uint or long or ulong or BigInteger or decimal => Convert.ToString(value, CultureInfo.InvariantCulture),
        float number => float.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture),
        double number => double.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF'+00'", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToBase64String(bytes),
        IDictionary map => new JsonObject(map.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, Of(entry.Value)))),
        string text => text,
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Of)]),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
