using System.Text.Json.Serialization;
using Parley.Errors;
using Parley.Server.Endpoints;
using Parley.Server.Endpoints.Contracts;

namespace Parley.Server.Http;

/// <summary>The JSON of the API, generated at build time: snake_case, strict about duplicates, bounded in depth.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, MaxDepth = 32,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(RegenerateRequest))]
[JsonSerializable(typeof(ChatResponse))]
[JsonSerializable(typeof(ConversationResponse))]
[JsonSerializable(typeof(Page<ConversationResponse>))]
[JsonSerializable(typeof(Page<MessageResponse>))]
[JsonSerializable(typeof(CreateConversationRequest))]
[JsonSerializable(typeof(UpdateConversationRequest))]
[JsonSerializable(typeof(ExtractRequest))]
[JsonSerializable(typeof(ExtractResponse))]
[JsonSerializable(typeof(ClassifyRequest))]
[JsonSerializable(typeof(ClassifyResponse))]
[JsonSerializable(typeof(ModelsResponse))]
[JsonSerializable(typeof(PersonaRequest))]
[JsonSerializable(typeof(PersonaResponse))]
[JsonSerializable(typeof(Page<PersonaResponse>))]
[JsonSerializable(typeof(PersonaPreviewRequest))]
[JsonSerializable(typeof(PersonaPreviewResponse))]
[JsonSerializable(typeof(TemplateRequest))]
[JsonSerializable(typeof(TemplateResponse))]
[JsonSerializable(typeof(Page<TemplateResponse>))]
[JsonSerializable(typeof(TemplatePreviewRequest))]
[JsonSerializable(typeof(TemplateRenderRequest))]
[JsonSerializable(typeof(TemplateRenderResponse))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(ReadyResponse))]
[JsonSerializable(typeof(UsageResponse))]
[JsonSerializable(typeof(BudgetsResponse))]
[JsonSerializable(typeof(CreateBudgetRequest))]
[JsonSerializable(typeof(UpdateBudgetRequest))]
[JsonSerializable(typeof(DegradationRequest))]
[JsonSerializable(typeof(DegradationResponse))]
[JsonSerializable(typeof(MeResponse))]
[JsonSerializable(typeof(ChangeMeRequest))]
[JsonSerializable(typeof(SignInResponse))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(Page<SessionResponse>))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ApiJson : JsonSerializerContext;
