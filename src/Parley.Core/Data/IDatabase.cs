using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Parley.Data;

/// <summary>What differs between the databases Parley runs on. Everything else is one SQL and one model.</summary>
public interface IDatabase
{
    /// <summary>The name people read: SQLite, PostgreSQL.</summary>
    string Name { get; }

    /// <summary>Where it is, without a password.</summary>
    string Address { get; }

    /// <summary>Whether only one transaction can write at a time, and the others have to try again until they may.</summary>
    bool HasOneWriter { get; }

    /// <summary>Points the context at this database.</summary>
    void Configure(DbContextOptionsBuilder options);

    /// <summary>A closed connection, for the writer and for migrations.</summary>
    DbConnection CreateConnection();

    /// <summary>Reads a large text bit by bit, as the UTF-8 it is: no more of it comes into memory than is read.</summary>
    /// <param name="connection">Open, with no transaction on it.</param>
    /// <returns>What <paramref name="read"/> gave; null where there is no such row.</returns>
    Task<T?> ReadTextAsync<T>(DbConnection connection, TextCell cell, Func<Stream, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class;

    /// <summary>The scripts that build the schema, in order.</summary>
    IReadOnlyList<SchemaScript> Scripts { get; }

    /// <summary>
    /// Begins the transaction in which the schema may change, and holds every other process out until it ends.
    /// </summary>
    Task<DbTransaction> BeginSchemaChangeAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Makes the database guard rows by itself, where it can. Called at every start, at the end of the schema's change.</summary>
    Task GuardRowsAsync(DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;
}
