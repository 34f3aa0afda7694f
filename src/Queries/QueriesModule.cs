using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;
using Vitrine.Queries.Limits;

namespace Vitrine.Queries;

/// <summary>The door of this module.</summary>
public static class QueriesModule
{
    /// <summary>Adds contracts: reading, validating and running them. Settings come from the section <c>Queries</c>.</summary>
    public static IServiceCollection AddQueries(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetService<IConfiguration>()?.GetSection("Queries").Get<QuerySettings>() ?? new QuerySettings());
        services.AddSingleton<ContractRunner>();
        services.AddSingleton<ContractValidator>();
        services.AddSingleton<ContractFileCache>();
        return services;
    }
}
