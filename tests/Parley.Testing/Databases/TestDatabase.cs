namespace Parley.Testing.Databases;

/// <summary>The databases every test of storage runs on.</summary>
public enum TestDatabase
{
    Sqlite,
    Postgres,
}
