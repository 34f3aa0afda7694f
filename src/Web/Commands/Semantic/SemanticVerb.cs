using System.CommandLine;

namespace Vitrine.Web.Commands.Semantic;

/// <summary><c>vitrine semantic …</c>: a semantic layer from files, without a server or a database: for the CI of a dbt project, and for anyone who wants to check what Vitrine makes of one.</summary>
internal sealed class SemanticVerb : IVerb
{
    private static readonly IVerb[] Verbs = [new CheckVerb(), new ExploresVerb(), new SearchVerb(), new DigestVerb(), new CompileVerb(), new RunVerb(), new ExplainVerb(), new FormatVerb(), new FilterVerb()];

    public Command Create()
    {
        var command = new Command("semantic", "Check, compile and run a semantic layer from dbt's files.");
        foreach (var verb in Verbs) command.Subcommands.Add(verb.Create());
        return command;
    }
}
