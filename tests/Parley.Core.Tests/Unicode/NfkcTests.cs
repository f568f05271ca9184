using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Unicode;

namespace Parley.Core.Tests.Unicode;

/// <summary>Against what another implementation (Python's unicodedata, Unicode 14.0) makes of the same.</summary>
public sealed class NfkcTests
{
    [Fact]
    public void Normalize_EverySingleCharacter_AsUnicodeHasIt()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (Rune.IsValid(code))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(Nfkc.Normalize(new Rune(code).ToString()) + "\0"));
            }
        }

        Assert.Equal("45566f90d58d97b754fd59f48559ef268ff8dbb6b9712ab688104af40c111a9d", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void Normalize_FourHundredRandomTexts_AsUnicodeHasThem()
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Unicode", "nfkc-samples.txt")).Select(line => line.Split(';')).ToList();

        Assert.Equal(400, lines.Count);
        Assert.All(lines, line => Assert.Equal(line[1], Write(Nfkc.Normalize(Read(line[0])))));
    }

    private static string Read(string codes) =>
        string.Concat(codes.Split(' ').Select(code => new Rune(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()));

    private static string Write(string text) => string.Join(' ', text.EnumerateRunes().Select(rune => rune.Value.ToString("X", CultureInfo.InvariantCulture)));
}
