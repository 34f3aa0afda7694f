using System.Text.Json;
using Vitrine.Storage;
using Vitrine.Web.Hosting;

namespace Vitrine.Web.Demo;

/// <summary>
/// The passwords of the demo's people: made on the first start, before the people, so that a start that was cut short can be finished by the next. Whoever can read the file
/// can read the loopback token too.
/// </summary>
internal static class DemoPasswords
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "demo-people.json";

    public static bool AreThere(DataFolder folder) => File.Exists(folder.Combine(FileName));

    public static IReadOnlyDictionary<string, string> ReadOrMake(DataFolder folder, IEnumerable<string> emails)
    {
        if (AreThere(folder)) return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(folder.Combine(FileName)))!;
        folder.Prepare();
        var made = emails.ToDictionary(email => email, _ => TypablePassword.Make());
        folder.WriteSecret(FileName, JsonSerializer.Serialize(made));
        return made;
    }
}
