using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Parley.Accounts.Tokens;

namespace Parley.Integrations.Tokens;

/// <summary>Our key pairs as the library wants them, made once for each.</summary>
internal static class SecurityKeys
{
    private static readonly ConditionalWeakTable<AsymmetricAlgorithm, SecurityKey> Made = [];

    public static SecurityKey Of(KeyPair pair) => Made.GetValue(pair.Key, key => key is ECDsa curve
        ? new ECDsaSecurityKey(curve) { KeyId = pair.Id }
        : new RsaSecurityKey(((RSA)key).ExportParameters(includePrivateParameters: true)) { KeyId = pair.Id });
}
