using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Parley.Accounts.Groups;
using Parley.Accounts.Keys;
using Parley.Accounts.Links;
using Parley.Accounts.Sessions;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Chat;
using Parley.Errors;
using Parley.Jobs;
using Parley.Knowledge.Library;
using Parley.Server.Http.Limits;
using Parley.Server.Startup;
using Parley.Usage;

namespace Parley.Server.Endpoints;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, and what endpoints add to it.</summary>
internal static class ApiDescription
{
    private static readonly Dictionary<Type, string> IdExamples = new()
    {
        [typeof(ConversationId)] = "conv_01m7y90072edxa8021d01dfqw0",
        [typeof(MessageId)] = "msg_01m7y90072eqxbrk4n4dkm320f",
        [typeof(BudgetId)] = "bud_01m7y90072fs4rdswz6h1nhnq7",
        [typeof(UserId)] = "user_01m7y90072fzv9r0zk2g6b0q5d",
        [typeof(LinkId)] = "link_01m7y90072f8m8jx4y8n0w3v1a",
        [typeof(TurnId)] = "turn_01m7y90072fd2v5xjnbv6mx7ek",
        [typeof(TenantId)] = "ten_01m7y90072edxa8021d01dfqw0",
        [typeof(GroupId)] = "grp_01m7y90072fs4rdswz6h1nhnq7",
        [typeof(SessionId)] = "ses_01m7y90072fd2v5xjnbv6mx7ek",
        [typeof(ApiKeyId)] = "key_01m7y90072edxa8021d01dfqw0",
        [typeof(CollectionId)] = "col_01m7y90072edxa8021d01dfqw0",
        [typeof(DocumentId)] = "doc_01m7y90072fs4rdswz6h1nhnq7",
        [typeof(ChunkId)] = "chk_01m7y90072fd2v5xjnbv6mx7ek",
        [typeof(JobId)] = "job_01m7y90072eqxbrk4n4dkm320f",
    };

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Parley";
            document.Info.Version = ProductVersion.Text;
            document.Info.Description = "Errors are RFC 9457 problem documents with code, detail, retryable, retry_after and trace_id.";
            return Task.CompletedTask;
        });
        options.AddRequiredRights();
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // Ids have a converter of their own, behind which the generator cannot see.
            if (IdExamples.TryGetValue(Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type, out var example))
            {
                schema.Type = JsonSchemaType.String;
                schema.Examples = [example];
            }

            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this WebApplication app) => app.MapOpenApi().AllowAnonymous().Unlimited();

    /// <summary>Says which problems an endpoint can answer with.</summary>
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<Problem>(status, "application/problem+json");
        }

        return endpoint;
    }

    /// <summary>Shows a body that the endpoint accepts.</summary>
    public static RouteHandlerBuilder WithExample(this RouteHandlerBuilder endpoint, string json) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var content in operation.RequestBody?.Content?.Values ?? [])
            {
                content.Example = JsonNode.Parse(json);
            }

            return Task.CompletedTask;
        });

    /// <summary>Describes a parameter that the endpoint reads by itself.</summary>
    public static RouteHandlerBuilder WithParameter(
        this RouteHandlerBuilder endpoint, string name, string description, ParameterLocation location = ParameterLocation.Query) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = location,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });
}
