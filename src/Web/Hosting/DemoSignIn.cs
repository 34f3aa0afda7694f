using System.Text.Json;
using Vitrine.Storage;

namespace Vitrine.Web.Hosting;

/// <summary>
/// The demo's people and the passwords that were made for them at its first start, for who runs the server on this machine: the file lies in the data folder, which only its owner can
/// read, beside keys that are worth more.
/// </summary>
/// <param name="Admin">Email of the administrator.</param>
/// <param name="Analyst">Email of the analyst, for whom the command line acts.</param>
/// <param name="People">All of them.</param>
internal sealed record DemoSignIn(string Admin, string Analyst, IReadOnlyList<DemoSignIn.Person> People)
{
    public const string FileName = "demo-people.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    /// <summary>What the demo left, or null when there is none.</summary>
    public static DemoSignIn? Find(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            return JsonSerializer.Deserialize<DemoSignIn>(File.ReadAllText(folder.Combine(FileName)), Form);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Write(DataFolder folder) => folder.WriteSecret(FileName, JsonSerializer.Serialize(this, Form));

    /// <summary>One of them.</summary>
    /// <param name="Email">To sign in with.</param>
    /// <param name="Name">What they are called.</param>
    /// <param name="Password">Made when the demo was.</param>
    /// <param name="About">What they may do, in a few words.</param>
    internal sealed record Person(string Email, string Name, string Password, string About);
}
