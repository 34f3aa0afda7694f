using System.Text.Json;
using Vitrine.Access;

namespace Vitrine.Agents.Tools;

/// <summary>Shows a page of reference, or how something of the kit is declared.</summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class ReadReferenceTool : IAgentTool
{
    public string Name => "read_reference";

    public string Description =>
        "Shows a page about contracts (grammar of src/queries.yml), formulas (of calculations), kit (data, layout, cards, tables, controls, text), charts, layouts (whole examples), themes or formats; or, with name, the TypeScript declaration of a component, hook or type of the kit.";

    public bool IsReadOnly => true;

    public JsonElement InputSchema { get; } = ToolInput.Schema("""
        {"type":"object","properties":{
          "page":{"type":"string","enum":["contracts","formulas","kit","charts","layouts","themes","formats"]},
          "name":{"type":"string","description":"Such as DataTable: its declaration instead of a page."}
        },"additionalProperties":false}
        """);

    public Task<ToolResult> RunAsync(JsonElement input, ToolContext context, CancellationToken cancellationToken)
    {
        var (page, name) = (ToolInput.OptionalText(input, "page"), ToolInput.OptionalText(input, "name"));
        if (name is { Length: > 0 }) return Task.FromResult(new ToolResult(context.References.Declaration(name)));
        return Task.FromResult(new ToolResult(References.Page(page ?? throw ToolInput.Bad("'page' or 'name' is missing."))));
    }
}
