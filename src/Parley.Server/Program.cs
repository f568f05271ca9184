using Parley.Errors;
using Parley.Integrations;
using Parley.Server.Auth;
using Parley.Server.Endpoints;
using Parley.Server.Endpoints.Accounts;
using Parley.Server.Endpoints.Knowledge;
using Parley.Server.Http;
using Parley.Server.Http.Auditing;
using Parley.Server.Http.Edge;
using Parley.Server.Http.Limits;
using Parley.Server.OpenAi;
using Parley.Server.OpenAi.Errors;
using Parley.Server.Startup;
using Parley.Server.Telemetry;

try
{
    var builder = ServerStartup.CreateBuilder(args);
    builder.Services.AddParley();
    builder.Services.AddServerHttp();
    builder.Services.AddAuth();
    builder.Services.AddApiDescription();
    builder.Services.AddPrometheus();
    builder.Services.AddOpenAiApi();

    await using var app = builder.Build();
    app.UseSecurityHeaders();
    app.UseForwardedAddresses();
    app.UseTraceHeaders();
    app.UseProblems();
    app.UseOpenAiErrors();
    app.UseHostGuard();
    app.UseCors();
    app.UseAuditing(); // after whatever finds out the address behind a proxy
    app.UseKeyGuard();
    app.UseOriginGuard();
    app.UsePage();
    app.UseRouting(); // after the page's files, which an endpoint for every address would hide
    app.UseAuthentication();
    app.UseLimits();
    app.UseAuthorization();
    app.UseWebSockets();

    var api = app.MapGroup("/api/v1");
    api.MapHealth();
    api.MapAccounts();
    api.MapModels();
    api.MapChat();
    api.MapChatSocket();
    api.MapConversations();
    api.MapStructured();
    api.MapPersonas();
    api.MapTemplates();
    api.MapUsage();
    api.MapBudgets();
    api.MapDegradation();
    api.MapAudit();
    api.MapProviderKeys();
    api.MapKnowledge();
    api.MapJobs();
    app.MapOpenAiApi();
    app.MapKeySet();
    app.MapApiDescription();
    app.MapMetrics();
    app.MapPage();

    await app.RunParleyAsync();
    return 0;
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
