using System.Net;
using System.Security.Cryptography;
using System.Text;
using Vitrine.Primitives;

namespace Vitrine.Serving.Documents;

/// <summary>Puts the one document together: styles, the boot script, the vendor scripts that the app imports, the app's script.</summary>
public static class DocumentAssembler
{
    /// <summary>
    /// Assembles the document. The same template, bundle and title always give the same bytes.
    /// </summary>
    /// <param name="template">Where boot and vendor scripts come from.</param>
    /// <param name="bundle">The app's own output.</param>
    /// <param name="title">The document's title, as text.</param>
    /// <exception cref="RefusalException"><c>document.unknown-import</c>, <c>document.unusable-script</c>.</exception>
    public static AssembledDocument Assemble(AppTemplate template, AppBundle bundle, string title)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(title);

        var html = new StringBuilder(bundle.Script.Length + bundle.Css.Length + template.Boot.Length + 4096);
        var hashes = new List<string>();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<title>").Append(WebUtility.HtmlEncode(title)).Append("</title>\n")
            .Append("<style>").Append(InlineText.Style(bundle.Css)).Append("</style>\n")
            .Append("</head>\n<body>\n<div id=\"root\"></div>\n");
        AppendScript(html, hashes, template.Boot);
        foreach (var script in VendorScripts(template, bundle.Imports)) AppendScript(html, hashes, script.Text);
        AppendScript(html, hashes, bundle.Script);
        html.Append("</body>\n</html>\n");
        return new AssembledDocument(Encoding.UTF8.GetBytes(html.ToString()), hashes, template.Version);
    }

    private static IEnumerable<TemplateScript> VendorScripts(AppTemplate template, IReadOnlyList<string> imports)
    {
        var wanted = new HashSet<string>(template.Scripts.Where(script => script.Always).Select(script => script.Name), StringComparer.Ordinal);
        foreach (var import in imports)
        {
            if (!template.Specifiers.TryGetValue(import, out var specifier))
            {
                throw new RefusalException(
                    "document.unknown-import",
                    $"The app imports '{import}', which the template does not offer. {NearestName.Hint(import, template.Specifiers.Keys)}".TrimEnd());
            }

            Want(specifier.Script);
        }

        return template.Scripts.Where(script => wanted.Contains(script.Name));

        void Want(string name)
        {
            if (!wanted.Add(name)) return;
            foreach (var required in template.Scripts.First(script => script.Name == name).Requires) Want(required);
        }
    }

    private static void AppendScript(StringBuilder html, List<string> hashes, string script)
    {
        var text = InlineText.Script(script);
        hashes.Add($"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}");
        html.Append("<script>").Append(text).Append("</script>\n");
    }
}
