using Microsoft.Extensions.AI;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Caching;

/// <summary>A call that the caches take. The messages are a copy: a shared call may outlive the caller.</summary>
internal sealed record CacheRequest(List<ChatMessage> Messages, ModelCallOptions Call, RequestKey Key, bool IsStream);
