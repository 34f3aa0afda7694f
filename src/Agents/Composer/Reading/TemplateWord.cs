namespace Vitrine.Agents.Composer.Reading;

/// <summary>What kind of app a prompt asks for.</summary>
internal enum TemplateWord
{
    Dashboard,
    Slides,
    Report,
}
