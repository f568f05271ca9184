using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Accounts;
using Parley.Audit;
using Parley.Chat;
using Parley.Data;
using Parley.Fetching;
using Parley.Identity;
using Parley.Integrations.Antivirus;
using Parley.Integrations.Databases;
using Parley.Integrations.Documents;
using Parley.Integrations.Keywords;
using Parley.Integrations.Oidc;
using Parley.Integrations.Providers;
using Parley.Integrations.Redis;
using Parley.Integrations.Rerankers;
using Parley.Integrations.Tokens;
using Parley.Integrations.VectorStores;
using Parley.Jobs;
using Parley.Knowledge;
using Parley.Limits;
using Parley.Models;
using Parley.Models.Offline;
using Parley.Models.Tokens;
using Parley.Operations;
using Parley.Personas;
using Parley.Pipeline;
using Parley.Secrets;
using Parley.Structured;
using Parley.Tools;
using Parley.Usage;

namespace Parley.Integrations;

public static class ParleyServiceCollectionExtensions
{
    /// <summary>The whole product but for how people reach it: what the server and the terminal have in common.</summary>
    public static IServiceCollection AddParley(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddIdentity()
            .AddSecrets()
            .AddData()
            .AddDatabase()
            .AddAudit()
            .AddAccounts()
            .AddAccessTokens()
            .AddOidc()
            .AddOperations()
            .AddFetching()
            .AddJobs()
            .AddUsage()
            .AddLimits()
            .AddRedis()
            .AddModels()
            .AddTokenCounting()
            .AddModelProviders()
            .AddOfflineProvider()
            .AddBuiltInTools()
            .AddKnowledge()
            .AddReranker()
            .AddVectorStores()
            .AddPostgresKeywordIndex()
            .AddPipeline()
            .AddStructuredOutput()
            .AddPersonas()
            .AddDocumentReaders()
            .AddClamd()
            .AddChat();
    }
}
