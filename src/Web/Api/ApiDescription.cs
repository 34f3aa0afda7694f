using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Vitrine.Web.Api;

/// <summary>What the OpenAPI document says besides what endpoints say themselves.</summary>
internal static class ApiDescription
{
    private const string Problem = "Problem";

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Vitrine",
                Version = "v1",
                Description = "Data apps on a dbt semantic layer. Refusals are problem details (RFC 9457) with a stable member code.",
            };
            document.AddComponent(Problem, ProblemForm());
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Responses ??= [];
            operation.Responses.TryAdd("default", new OpenApiResponse
            {
                Description = "A refusal: its sentence says how to go on, its code is stable.",
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) } },
            });
            StrictBodies.Describe(operation);
            return Task.CompletedTask;
        });
    }

    private static OpenApiSchema ProblemForm() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "title", "status", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What stands in the way and what to do; safe to show." },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable, such as apps.bad-name." },
            ["diagnostics"] = new OpenApiSchema { Type = JsonSchemaType.Array, Description = "Findings behind the refusal.", Items = new OpenApiSchema { Type = JsonSchemaType.Object } },
        },
    };
}
