using Parley.Testing.Databases;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
