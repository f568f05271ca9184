using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Parley.Chat.Grounding;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Models.Tokens;
using Parley.Pipeline;
using Parley.Pipeline.Calls;
using Parley.Tools;

namespace Parley.Chat;

/// <summary>
/// Starts turns. When <see cref="StartAsync"/> returns, the user message is durable and the turn runs on its own: it
/// belongs to no request, and whoever wants its events reads its log.
/// </summary>
public sealed class TurnRunner(
    TurnPersonas personas, TurnModelChoice choice, ModelPipeline pipeline, PromptAssembler prompts, Grounder grounder, TurnStore store, TurnRegistry registry,
    TurnDirectory directory,
    ToolCatalogue tools, TurnCompletion completion, TimeProvider clock, ILogger<TurnRunner> logger)
{
    private const string Feature = "chat";

    /// <param name="db">The context of the caller's scope.</param>
    /// <exception cref="AppException">The request is not valid, the conversation unknown, or a turn runs in it.</exception>
    public async Task<TurnView> StartAsync(
        TurnRequest request, Caller caller, ParleyDbContext db, CancellationToken cancellationToken)
    {
        TurnRequestValidator.Validate(request);
        if (registry.IsDraining)
        {
            throw new AppException(ErrorCode.ServiceUnavailable, "Parley is shutting down. Try again in a moment.") { Retryable = true, RetryAfter = TimeSpan.FromSeconds(5) };
        }

        if (await FindRepeatedAsync(request, caller, db, cancellationToken) is { } repeated)
        {
            return repeated;
        }

        var turn = await PrepareAsync(request, caller, db, cancellationToken);

        // Known before it is durable: a repeated request must never find the row and not the turn.
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Register(turn, begun.Task);
        try
        {
            if (await store.BeginAsync(turn, request))
            {
                turn.HasBegun = true;
                begun.SetResult();
                return TurnView.Of(turn);
            }
        }
        catch
        {
            Forget(turn, begun);
            throw;
        }

        Forget(turn, begun);
        return await FindRepeatedAsync(request, caller, db, cancellationToken) ?? throw await RefusedAsync(turn, db, cancellationToken);
    }

    private async Task<RunningTurn> PrepareAsync(
        TurnRequest request, Caller caller, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var conversation = request.ConversationId is { } id
            ? await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw NotFound()
            : null;
        var persona = await personas.FindAsync(request, conversation, db, cancellationToken);
        var userMessage = request.Regenerates
            ? await FindUserMessageAsync(db, conversation!, request.RegenerateId, cancellationToken)
            : MessageId.New();
        var (selected, route) = await choice.ChooseAsync(request, persona, conversation, userMessage, db, cancellationToken);
        var conversationId = conversation?.Id ?? ConversationId.New();
        return new RunningTurn
        {
            Id = TurnId.New(),
            Caller = caller,
            ConversationId = conversationId,
            UserMessageId = userMessage,
            AnswerId = MessageId.New(),
            Title = conversation is null or { HeadId: null, Title: ConversationTitle.Untitled }
                ? ConversationTitle.From(request.Message ?? "")
                : conversation.Title,
            Model = selected,
            Route = route,
            Persona = persona,
            Grounding = GroundingChoice.Of(request, await GroundingBeforeAsync(request, userMessage, db, cancellationToken), persona?.Definition.Collections),
            FirstMessage = conversation is null ? request.Message : null,
            ModelOptions = new(caller, Feature, selected)
            {
                ConversationId = conversationId.ToString(),
                CacheUse = request.Regenerates && request.CacheUse is CacheUse.Allowed ? CacheUse.Refresh : request.CacheUse,
                Persona = persona?.Rendered.Reference,
                Temperature = (float?)(request.Temperature ?? persona?.Definition.Temperature),
                MaxOutputTokens = request.MaxTokens ?? persona?.Definition.MaxTokens,

                // Only to models known to call them: a server whose model cannot may refuse the whole request.
                Tools = caller.May(Rights.UseTools) && ModelCatalogue.Find(selected.Model) is { IsKnown: true, CallsTools: true } ? [.. tools.Functions] : null,
            },
        };
    }

    private static async Task<string?> GroundingBeforeAsync(TurnRequest request, MessageId userMessage, ParleyDbContext db, CancellationToken cancellationToken) =>
        request.Regenerates
            ? await db.Turns.Where(turn => turn.UserMessageId == userMessage).OrderByDescending(turn => turn.Id).Select(turn => turn.Grounding).FirstOrDefaultAsync(cancellationToken)
            : null;

    private void Register(RunningTurn turn, Task begun)
    {
        turn.Recorder = new TurnRecorder(turn, store, clock);
        turn.StartedAt = turn.LastHeardAt = clock.GetTimestamp();
        turn.Completion = Task.Run(() => RunAsync(turn, begun), CancellationToken.None);
        registry.Add(turn);
    }

    private async Task RunAsync(RunningTurn turn, Task begun)
    {
        await begun.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (begun.IsCompletedSuccessfully)
        {
            await new TurnExecution(turn, prompts, grounder, pipeline, completion, logger).RunAsync();
        }
    }

    // A turn that was refused never ran: nobody else has seen it.
    private void Forget(RunningTurn turn, TaskCompletionSource begun)
    {
        begun.SetCanceled(CancellationToken.None);
        registry.Remove(turn);
    }

    private static async Task<MessageId> FindUserMessageAsync(
        ParleyDbContext db, Conversation conversation, MessageId? wanted, CancellationToken cancellationToken)
    {
        var path = await ConversationPath.ToAsync(db, conversation.Id, wanted ?? conversation.HeadId, cancellationToken);
        return await db.Messages.Where(message => path.Contains(message.Id) && message.Role == MessageRole.User)
                .OrderByDescending(message => message.Id).Select(message => (MessageId?)message.Id)
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw new AppException(ErrorCode.NotFound, "There is no such message to answer anew in this conversation.");
    }

    private async Task<TurnView?> FindRepeatedAsync(
        TurnRequest request, Caller caller, ParleyDbContext db, CancellationToken cancellationToken)
    {
        if (request.IdempotencyKey is not { } key)
        {
            return null;
        }

        var turn = await db.Turns.AsNoTracking().SingleOrDefaultAsync(t => t.IdempotencyKey == key, cancellationToken);
        return turn switch
        {
            null => null,
            _ when turn.RequestHash == request.Hash() => await directory.OpenAsync(turn.Id, caller, db, cancellationToken),
            _ => throw new AppException(ErrorCode.Conflict, "This Idempotency-Key was used for a different request. Use a new key for a new message."),
        };
    }

    private static async Task<AppException> RefusedAsync(RunningTurn turn, ParleyDbContext db, CancellationToken cancellationToken) =>
        await db.Conversations.AnyAsync(c => c.Id == turn.ConversationId, cancellationToken)
            ? new(ErrorCode.TurnInProgress, "An answer is being written in this conversation. Wait for it, or stop it first.") { Retryable = true, RetryAfter = TimeSpan.FromSeconds(1) }
            : NotFound();

    private static AppException NotFound() => new(ErrorCode.ConversationNotFound, "There is no such conversation.");
}
