using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Chat;

/// <summary>The conversation tables, as properties of the context.</summary>
public static class ChatSets
{
    extension(ParleyDbContext db)
    {
        public DbSet<Conversation> Conversations => db.Set<Conversation>();

        public DbSet<Message> Messages => db.Set<Message>();

        public DbSet<Turn> Turns => db.Set<Turn>();

        public DbSet<TurnEventBatch> TurnEvents => db.Set<TurnEventBatch>();
    }
}
