using System.Text.Json;

namespace Vitrine.Agents.LanguageModels.Asides;

/// <summary>A form that a language model answers in. To the model it is a tool; nothing is done when it is called.</summary>
internal sealed record AnswerForm(string Name, string Description, JsonElement InputSchema) : IToolForm;
