using Microsoft.Extensions.Configuration;

namespace Vitrine.Serving.Documents;

/// <summary>
/// The template that new versions are built on: the folder in <c>VITRINE_TEMPLATE</c>, or <c>artifacts/template/current</c>
/// of the checkout that the server runs from. Read at first use and kept.
/// </summary>
public sealed class AppTemplateSource(IConfiguration configuration)
{
    private readonly Lock gate = new();
    private AppTemplate? current;

    /// <summary>The template in force.</summary>
    /// <exception cref="Primitives.RefusalException"><c>template.missing</c> or <c>template.unreadable</c>.</exception>
    public AppTemplate Current
    {
        get
        {
            lock (gate) return current ??= AppTemplate.Load(FindFolder(configuration["VITRINE_TEMPLATE"]));
        }
    }

    /// <summary>The folder to read from: the configured one, else the nearest prepared one above the current directory or the program.</summary>
    public static string FindFolder(string? configured) => Checkout.Find(configured, "artifacts/template/current");
}
