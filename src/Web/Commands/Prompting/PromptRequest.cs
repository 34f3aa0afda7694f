namespace Vitrine.Web.Commands.Prompting;

/// <summary>What the command line says.</summary>
internal sealed record PromptRequest
{
    public required string Prompt { get; init; }

    public string? Project { get; init; }

    public string? FollowUp { get; init; }

    public string? Kind { get; init; }

    public string? Name { get; init; }

    public string? Model { get; init; }

    /// <summary>Files of pictures that go along.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    public bool PlanFirst { get; init; }

    public string? Person { get; init; }

    public string? Folder { get; init; }

    public bool IsJson { get; init; }
}
