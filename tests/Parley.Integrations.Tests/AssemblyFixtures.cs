using Parley.Testing.Databases;

[assembly: Xunit.AssemblyFixture(typeof(PostgresFixture))]
