using System.CommandLine;

namespace Vitrine.Web.Commands;

/// <summary>One verb of <c>vitrine</c>. <see cref="VitrineCommandLine"/> lists all of them.</summary>
internal interface IVerb
{
    /// <summary>Its name, options and action. The action returns the exit code; a refusal that it throws is told as one.</summary>
    Command Create();
}
