using System.Security.Cryptography;
using System.Text;

namespace Parley.Data;

/// <summary>One step of the schema. A script that ran anywhere is never edited: the checksum would differ and the start would stop.</summary>
public sealed record SchemaScript(int Version, string Name, string Sql)
{
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
}
