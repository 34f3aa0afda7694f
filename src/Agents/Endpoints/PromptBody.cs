using Vitrine.Primitives;
using Vitrine.Serving.Http;

namespace Vitrine.Agents.Endpoints;

/// <summary>
/// The body of a prompt or an answer, with a bound of its own: a text that is far too long gets the same clear answer as one that is a little too long, and is not kept in
/// memory first.
/// </summary>
internal static class PromptBody
{
    /// <summary>A form of prompts that has these members, none of them required: what is missing is said by the use case.</summary>
    public static StrictForm Form(params string[] members) => new([], members)
    {
        MaximumBytes = 160 * 1024, // 20,000 characters, each escaped as \uXXXX, and the rest of the object
        Depth = 4,
        TooLarge = () => new RefusalException("turns.prompt-too-long", "A prompt has at most 20,000 characters. Say in fewer words what the app should show.", RefusalKind.TooLarge),
    };

    /// <summary>A kind of app, or null when it is absent or null.</summary>
    public static AppKind? Kind(this StrictBody body, string name) => body.Text(name) switch
    {
        null => null,
        "dashboard" => AppKind.Dashboard,
        "slides" => AppKind.Slides,
        "report" => AppKind.Report,
        "custom" => AppKind.Custom,
        _ => throw StrictBody.Bad(name, "dashboard, slides, report or custom"),
    };
}
