using System.Net;
using System.Text.Json;
using Parley.Fetching;
using Parley.Testing;

namespace Parley.Core.Tests.Fetching;

public sealed class FetchAddressTests
{
    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("http://example.com:80/a?b=http://127.0.0.1")]
    [InlineData("https://127.0.0.1.example.com/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    [InlineData("HTTPS://Example.COM")]
    public void Parse_Public_IsTaken(string address) => Assert.NotNull(FetchAddress.Parse(address));

    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/")]
    [InlineData("http://")]
    [InlineData("http://localhost/")]
    [InlineData("http://localhost./")]
    [InlineData("http://redis/")]
    [InlineData("http://metadata.google.internal./")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.0.0.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.0.0.1./")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://[fe80::1%25eth0]/")]
    [InlineData("http://user@example.com/")]
    [InlineData("http://example.com@127.0.0.1/")]
    [InlineData("http://example.com\\@127.0.0.1/")]
    [InlineData("http://example.com:22/")]
    [InlineData("http://127.0.0.1%00.example.com/")]
    [InlineData("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/")]
    [InlineData(" http://example.com/")]
    [InlineData("http://example.com/\n")]
    public void Parse_Inner_IsRefused(string address) =>
        Assert.Equal(FetchFailure.Refused, Assert.Throws<FetchException>(() => FetchAddress.Parse(address)).Failure);

    /// <summary>Every address of the set that is decided without looking a name up, as it says.</summary>
    [Fact]
    public void F1_AddressesOfTheSet_AreDecidedAsItSays()
    {
        var file = Path.Combine(Repository.Root, "..", "shared", "data", "security", "urls_ssrf.jsonl");
        Assert.SkipUnless(File.Exists(file), "The set is not here.");
        var wrong = new List<string>();
        foreach (var row in File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement))
        {
            var (url, blocked, needsDns) = (row.GetProperty("url").GetString()!, row.GetProperty("blocked").GetBoolean(), row.TryGetProperty("needs_dns", out var dns) && dns.GetBoolean());
            if ((!blocked && IsRefused(url)) || (blocked && !needsDns && !IsRefused(url)))
            {
                wrong.Add(url);
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.64.0.0", false)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.31.255.255", false)]
    [InlineData("198.20.0.1", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("2606:4700::1", true)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::ffff:8.8.8.8", false)]
    [InlineData("fd00::1", false)]
    public void PublicAddress_AtTheEdges_IsTold(string address, bool expected) => Assert.Equal(expected, PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public void Follow_ToPlainHttpOrInside_IsRefused()
    {
        var from = new Uri("https://example.com/a/b");

        Assert.Equal("https://example.com/a/c", FetchAddress.Follow(from, new Uri("c", UriKind.Relative)).AbsoluteUri);
        Assert.Throws<FetchException>(() => FetchAddress.Follow(from, new Uri("http://example.com/")));
        Assert.Throws<FetchException>(() => FetchAddress.Follow(from, new Uri("https://127.0.0.1/")));
    }

    private static bool IsRefused(string url)
    {
        try
        {
            FetchAddress.Parse(url);
            return false;
        }
        catch (FetchException)
        {
            return true;
        }
    }
}
