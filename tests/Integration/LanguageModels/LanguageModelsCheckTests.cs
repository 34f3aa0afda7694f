using Microsoft.Extensions.Configuration;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Providers;
using Vitrine.Primitives;
using Vitrine.Storage.Objects;

namespace Vitrine.Integration.LanguageModels;

/// <summary>What <c>vitrine doctor</c> says of language models: it asks with the key that is set, and never shows it.</summary>
public sealed class LanguageModelsCheckTests
{
    [Fact]
    public async Task Without_a_key_the_composer_writes()
    {
        var finding = Assert.Single(await LookAsync());
        Assert.Equal((DoctorStatus.NotUsed, true), (finding.Status, finding.Remedy!.Contains("ANTHROPIC_API_KEY", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_key_that_works_is_tried_with_a_few_tokens()
    {
        await using var server = await MessagesServer.StartAsync(_ => Reply.Say("Yes."));
        var findings = await LookAsync(("ANTHROPIC_API_KEY", MessagesServer.Key), ("ANTHROPIC_BASE_URL", server.Address.ToString()));
        Assert.Equal([DoctorStatus.Fine, DoctorStatus.Fine], findings.Select(finding => finding.Status));
        Assert.Contains("claude-sonnet-5-5", findings[1].Finding, StringComparison.Ordinal);
        Assert.Equal(64, (int)Assert.Single(server.Requests).Body["max_tokens"]!);
    }

    [Fact]
    public async Task The_server_that_is_started_by_hand_passes()
    {
        await using var server = await MessagesServer.StartAsync(ShopScript.Answer);
        Assert.Equal(DoctorStatus.Fine, (await LookAsync(("ANTHROPIC_API_KEY", MessagesServer.Key), ("ANTHROPIC_BASE_URL", server.Address.ToString())))[0].Status);
    }

    [Theory]
    [InlineData("sk-wrong-0123456789", null, "ANTHROPIC_API_KEY")]
    [InlineData(MessagesServer.Key, "http://127.0.0.1:9", "ANTHROPIC_BASE_URL")]
    [InlineData(MessagesServer.Key, "ftp://example.com", "ANTHROPIC_BASE_URL")]
    public async Task What_does_not_work_names_its_variable(string key, string? address, string variable)
    {
        await using var server = await MessagesServer.StartAsync(_ => Reply.Say("Yes."));
        var findings = await LookAsync(("ANTHROPIC_API_KEY", key), ("ANTHROPIC_BASE_URL", address ?? server.Address.ToString()));
        Assert.Equal(DoctorStatus.Broken, findings[0].Status);
        Assert.Contains(variable, findings[0].Finding + findings[0].Remedy, StringComparison.Ordinal);
        Assert.All(findings, finding => Assert.DoesNotContain("sk-", finding.Finding + finding.Remedy, StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<DoctorFinding>> LookAsync(params (string Name, string Value)[] variables)
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-check-").FullName;
        try
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(variables.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build();
            var settings = new LanguageModelSettings();
            var watch = new ModelWatch(settings, TimeProvider.System);
            ILanguageModelProvider[] providers = [new AnthropicProvider(configuration, watch), new BedrockProvider(configuration, watch), new OpenAiProvider(configuration, watch)];
            var findings = new List<DoctorFinding>();
            await foreach (var finding in new LanguageModelsCheck(new LanguageModelTable(providers, settings, configuration), providers, new FolderObjectStore(folder)).CheckAsync(TestContext.Current.CancellationToken)) findings.Add(finding);
            return findings;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
