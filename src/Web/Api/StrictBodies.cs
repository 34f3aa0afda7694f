using Microsoft.OpenApi;

namespace Vitrine.Web.Api;

/// <summary>
/// Describes the endpoints that read their body and write their answer member by member: no type says their form. What is sent beside the members that stand here is refused.
/// </summary>
internal static class StrictBodies
{
    private static readonly string[] PictureTypes = ["application/octet-stream", "image/png", "image/jpeg", "image/gif", "image/webp"];

    private static readonly Dictionary<string, IReadOnlyList<Member>> Bodies = new(StringComparer.Ordinal)
    {
        ["PromptNewApp"] =
        [
            new("prompt", JsonSchemaType.String, "What the app should show; 1 to 20,000 characters.", IsRequired: true),
            new("kind", JsonSchemaType.String, "dashboard, slides, report or custom; a dashboard without it."),
            new("name", JsonSchemaType.String, "The app's name; made from the prompt without it."),
            new("model", JsonSchemaType.String, "Who is to write, one of GET /api/v1/models; the default without it."),
            new("attachments", JsonSchemaType.Array, "Ids of what goes along, at most four; from POST .../attachments."),
            new("plan", JsonSchemaType.Boolean, "True to be shown a plan before anything is built; only language models make one."),
        ],
        ["PromptApp"] =
        [
            new("prompt", JsonSchemaType.String, "What should change; 1 to 20,000 characters.", IsRequired: true),
            new("fromVersion", JsonSchemaType.Integer, "The version to start from; the draft without it."),
            new("model", JsonSchemaType.String, "Who is to write, one of GET /api/v1/models; the default without it."),
            new("attachments", JsonSchemaType.Array, "Ids of what goes along, at most four; from POST .../attachments."),
        ],
        ["CreateProject"] =
        [
            new("name", JsonSchemaType.String, "What people read; 1 to 200 characters.", IsRequired: true),
            new("connection", JsonSchemaType.Object, "kind (duckdb) and file, the database file on the server.", IsRequired: true),
            new("slug", JsonSchemaType.String, "Its name in addresses; made from the name without it."),
            new("settings", JsonSchemaType.Object, "Settings by name, such as timeZone; the others have their defaults."),
        ],
        ["ChangeProject"] =
        [
            new("name", JsonSchemaType.String, "A new name."),
            new("connection", JsonSchemaType.Object, "A new warehouse: kind and file."),
            new("settings", JsonSchemaType.Object, "Settings by name, as the project shows them: what is absent stays, null is the default again."),
            new("refresh", JsonSchemaType.Boolean, "True when the data has changed, so that kept answers no longer do."),
        ],
        ["AnswerTurn"] =
        [
            new("answer", JsonSchemaType.String, "The answer to the open question; before the first build, what is to be said to all of it."),
            new("answers", JsonSchemaType.Array, "Answers in the order of the questions, null where there is none."),
            new("plan", JsonSchemaType.Object, "The plan as it is to be built, in the form in which the turn shows it; without it, as it was shown."),
            new("skip", JsonSchemaType.Boolean, "True to have it built with the best guess."),
            new("questionId", JsonSchemaType.String, "The turn's questionId, so that this answers no other question; whichever is open without it."),
        ],
        ["RunContract"] =
        [
            new("arguments", JsonSchemaType.Object, "Values for the contract's slots, arguments and page filters.", IsRequired: true),
            new("limit", JsonSchemaType.Integer, "Rows, from 1 to the contract's maxLimit."),
            new("refresh", JsonSchemaType.Boolean, "True to read anew instead of from the cache."),
        ],
        ["ExportContract"] = [new("arguments", JsonSchemaType.Object, "As when the contract is run.", IsRequired: true)],
        ["ExplainContract"] = [new("arguments", JsonSchemaType.Object, "As when the contract is run.", IsRequired: true)],
        ["ShowUnderlyingRows"] =
        [
            new("arguments", JsonSchemaType.Object, "As when the contract was run.", IsRequired: true),
            new("row", JsonSchemaType.Object, "The dimension cells of the row to look behind, by column key.", IsRequired: true),
        ],
        ["ListFilterValues"] =
        [
            new("filter", JsonSchemaType.String, "A page filter, or contract.argument.", IsRequired: true),
            new("search", JsonSchemaType.String, "Part of a value; the first values without it."),
        ],
    };

    private static readonly Dictionary<string, IReadOnlyList<Member>> Answers = new(StringComparer.Ordinal)
    {
        ["RunContract"] = Rows(),
        ["ExportContract"] = Rows(),
        ["ShowUnderlyingRows"] = Rows(),
        ["ExplainContract"] =
        [
            new("contract", JsonSchemaType.String, "The contract's name."),
            new("steps", JsonSchemaType.Array, "The plan in words, in its order."),
            new("numbers", JsonSchemaType.Array, "Where each number is aggregated: metric, table, how."),
            new("filters", JsonSchemaType.Array, "The filters that apply, in words."),
            new("rowRules", JsonSchemaType.Array, "The row rules that apply: table, sql."),
            new("attributes", JsonSchemaType.Array, "The names of the user attributes whose values decide over rows."),
            new("sql", JsonSchemaType.String, "The statement; values stand beside it."),
            new("parameters", JsonSchemaType.Array, "The bound values, in their order."),
        ],
        ["ListFilterValues"] =
        [
            new("values", JsonSchemaType.Array, "What may be chosen, as this person may see it."),
            new("truncated", JsonSchemaType.Boolean, "Whether there are more."),
        ],
    };

    public static void Describe(OpenApiOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (operation.OperationId is not { } name) return;
        if (Bodies.TryGetValue(name, out var body)) operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Json(body, isClosed: true) };
        if (Answers.TryGetValue(name, out var answer)) operation.Responses!["200"] = new OpenApiResponse { Description = "The answer.", Content = Json(answer, isClosed: false) };
        if (name is "AttachToNewApp" or "AttachToApp") operation.RequestBody = new OpenApiRequestBody { Required = true, Description = "The bytes of the picture, which alone decide what it is.", Content = Pictures() };
        if (name == "FollowTurn" && operation.Responses!["200"].Content is { } forms)
            forms["text/event-stream"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "One event of the turn as data of each event, until the turn has ended." } };
    }

    private static Dictionary<string, OpenApiMediaType> Pictures()
        => PictureTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } });

    private static IReadOnlyList<Member> Rows() =>
    [
        new("columns", JsonSchemaType.Array, "Key, label, type, unit and format of each column, dimensions first."),
        new("rows", JsonSchemaType.Array, "Objects by column key; a cell is { raw, formatted } and exact where a double would lose digits."),
        new("truncated", JsonSchemaType.Boolean, "Whether there were more rows than the limit."),
        new("rowLimit", JsonSchemaType.Integer, "The limit in force."),
        new("timeZone", JsonSchemaType.String, "The zone in which ranges and buckets were cut."),
    ];

    private static Dictionary<string, OpenApiMediaType> Json(IReadOnlyList<Member> members, bool isClosed) => new()
    {
        ["application/json"] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalPropertiesAllowed = !isClosed,
                Required = members.Where(member => member.IsRequired).Select(member => member.Name).ToHashSet(StringComparer.Ordinal),
                Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (member) => new OpenApiSchema
                {
                    Type = member.Type,
                    Description = member.Says,
                    Items = member.Type == JsonSchemaType.Array ? new OpenApiSchema() : null,
                }),
            },
        },
    };

    private sealed record Member(string Name, JsonSchemaType Type, string Says, bool IsRequired = false);
}
