using Microsoft.Extensions.Configuration;
using Vitrine.Primitives;

namespace Vitrine.Agents.LanguageModels.Providers;

/// <summary>Reads where a provider is asked.</summary>
internal static class ProviderAddress
{
    /// <summary>The configured address without a slash at its end, or the provider's own. Refuses what is no http address.</summary>
    public static string Of(IConfiguration? configuration, string variable, string own)
    {
        if (configuration?[variable] is not { Length: > 0 } text) return own;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps) || address.UserInfo.Length > 0)
            throw new RefusalException("model.bad-address", $"{variable} has to be an address such as https://gateway.example.com. Whoever runs this server has to change it.", RefusalKind.Unavailable);
        return text.TrimEnd('/');
    }
}
