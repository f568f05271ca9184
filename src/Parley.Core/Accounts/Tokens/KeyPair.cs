using System.Security.Cryptography;

namespace Parley.Accounts.Tokens;

/// <summary>A signing key ready for use.</summary>
/// <param name="Id">The <c>kid</c>.</param>
/// <param name="Algorithm">RS256 or ES256.</param>
/// <param name="PublicKey">As a JWK.</param>
public sealed record KeyPair(string Id, string Algorithm, string PublicKey, AsymmetricAlgorithm Key, DateTime SignsFrom, DateTime PublishedUntil);
