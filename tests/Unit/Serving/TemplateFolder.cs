using Vitrine.Serving.Documents;

namespace Vitrine.Unit.Serving;

/// <summary>A small template on disk, as the template preparation makes it.</summary>
internal sealed class TemplateFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-template-");

    public TemplateFolder(string? json = null)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "vendor"));
        File.WriteAllText(System.IO.Path.Combine(Path, "vendor", "boot.js"), "boot();");
        File.WriteAllText(System.IO.Path.Combine(Path, "vendor", "core.js"), "core();");
        File.WriteAllText(System.IO.Path.Combine(Path, "vendor", "charts.js"), "charts();");
        File.WriteAllText(System.IO.Path.Combine(Path, "template.json"), json ?? """
            { "version": "t1", "boot": "vendor/boot.js",
              "scripts": [ { "name": "core", "file": "vendor/core.js", "always": true }, { "name": "charts", "file": "vendor/charts.js" } ],
              "specifiers": { "react": { "script": "core", "global": "__v.react", "exports": ["useState"] },
                              "@vitrine/kit/charts": { "script": "charts", "global": "__v.charts", "exports": ["LineChart"] } } }
            """);
    }

    public string Path => folder.FullName;

    public AppTemplate Load() => AppTemplate.Load(Path);

    public void Dispose() => folder.Delete(recursive: true);
}
