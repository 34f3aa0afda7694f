using System.CommandLine;

namespace Vitrine.Web.Commands;

/// <summary><c>vitrine prompt</c>: makes or changes an app from the terminal.</summary>
internal sealed class PromptVerb : IVerb
{
    public Command Create() => new("prompt", "Make a data app from a sentence.");
}
