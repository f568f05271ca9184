using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Models.Routing;

namespace Parley.Chat;

/// <summary>How conversations lie in tables. The scripts in <c>Integrations/Databases</c> say the same in SQL; a test compares.</summary>
internal sealed class ChatModel : IEntityModel
{
    public void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.UseEntityId<ConversationId>();
        conventions.UseEntityId<MessageId>();
        conventions.UseEntityId<TurnId>();
        conventions.UseEnum<MessageRole>();
        conventions.UseEnum<TurnStatus>();
        conventions.UseEnum<RouteTier>();
    }

    public void Configure(ModelBuilder model)
    {
        model.Entity<Conversation>(conversation =>
        {
            conversation.ToTable("conversations");
            conversation.HasIndex(c => new { c.TenantId, c.OwnerId, c.UpdatedAt }, "ix_conversations_owner");
        });
        model.Entity<Message>(message =>
        {
            message.ToTable("messages");
            message.HasOne<Conversation>().WithMany().HasForeignKey(m => m.ConversationId).OnDelete(DeleteBehavior.Cascade);
            message.HasIndex(m => m.ConversationId, "ix_messages_conversation");
        });
        model.Entity<Turn>(turn =>
        {
            turn.ToTable("turns");
            turn.HasOne<Conversation>().WithMany().HasForeignKey(t => t.ConversationId).OnDelete(DeleteBehavior.Cascade);
            turn.HasIndex(t => t.ConversationId, "ix_turns_conversation");
            turn.HasIndex(t => t.ConversationId, "ix_turns_running").IsUnique().HasFilter("status = 'running'");
            turn.HasIndex(t => new { t.TenantId, t.OwnerId, t.IdempotencyKey }, "ix_turns_idempotency")
                .IsUnique().HasFilter("idempotency_key IS NOT NULL");
        });
        model.Entity<TurnEventBatch>(batch =>
        {
            batch.ToTable("turn_events");
            batch.HasKey(b => new { b.TurnId, b.FirstSequence });
            batch.HasOne<Turn>().WithMany().HasForeignKey(b => b.TurnId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
