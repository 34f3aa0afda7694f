using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Vitrine.Storage;

namespace Vitrine.Access.SignIn;

/// <summary>
/// The secret by which the command line on this machine is known to the server: whoever can read the file owns the server anyway. It is made anew when the
/// file is not there.
/// </summary>
public sealed class LoopbackToken(DataFolder folder)
{
    /// <summary>The file's name in the data folder; only its owner can read it.</summary>
    public const string FileName = "loopback-token";

    /// <summary>The header that says for whom, by email.</summary>
    public const string ActAsHeader = "X-Vitrine-As";

    private readonly Lazy<string> token = new(() => ReadOrMake(folder));

    /// <summary>The token, read once.</summary>
    public string Value => token.Value;

    /// <summary>Whether this is it.</summary>
    public bool Matches(string? offered)
        => offered is not null && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(offered)), SHA256.HashData(Encoding.UTF8.GetBytes(Value)));

    private static string ReadOrMake(DataFolder folder)
    {
        var file = folder.Combine(FileName);
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 40 } known)
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return known;
        }

        folder.Prepare();
        var made = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        folder.WriteSecret(FileName, made);
        return made;
    }
}
