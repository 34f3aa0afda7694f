using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.Host;

/// <summary>The keys that the host accepts, and the tokens that it gives out. A token follows from the id and a seed that only the host has, so that it outlives a pause and a restart.</summary>
internal sealed partial class HostSecrets
{
    private readonly IReadOnlyList<byte[]> keys;
    private readonly byte[] seed;

    /// <exception cref="RefusalException"><c>sandbox-host.no-keys</c>, <c>sandbox-host.bad-key</c>.</exception>
    public HostSecrets(IReadOnlyList<string> keys, string folder)
    {
        if (keys.Count == 0) throw new RefusalException("sandbox-host.no-keys", $"A sandbox host needs keys that it accepts. Set SANDBOX_HOST_API_KEYS, with commas between them; this one was made just now: {NewKey()}");
        // Less than 32 digits can be guessed.
        foreach (var key in keys.Where(key => !Key().IsMatch(key))) throw new RefusalException("sandbox-host.bad-key", $"A key in SANDBOX_HOST_API_KEYS has {key.Length} characters and not the form e2b_ with 32 or more digits of 0-9 and a-f. This one was made just now: {NewKey()}");
        this.keys = [.. keys.Select(SecretText.Hash)];
        seed = ReadSeed(Path.Combine(folder, "seed"));
    }

    public static string NewKey() => "e2b_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    /// <summary>Who has this key, as a word that tells nothing of it; null when nobody has. All keys are compared, whichever fits.</summary>
    public string? OwnerOf(string key)
    {
        var given = SecretText.Hash(key);
        string? owner = null;
        foreach (var known in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(given, known)) owner = Convert.ToHexStringLower(known.AsSpan(0, 8));
        }

        return owner;
    }

    public string TokenOf(string sandboxId) => Convert.ToHexStringLower(HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes(sandboxId)));

    private static byte[] ReadSeed(string file)
    {
        if (File.Exists(file) && File.ReadAllBytes(file) is { Length: 32 } known) return known;
        var fresh = RandomNumberGenerator.GetBytes(32);
        // The folder is closed to all others.
        File.WriteAllBytes(file, fresh);
        return fresh;
    }

    [GeneratedRegex("^e2b_[0-9a-f]{32,128}$")]
    private static partial Regex Key();
}
