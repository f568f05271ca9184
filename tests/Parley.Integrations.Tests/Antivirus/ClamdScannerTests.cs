using System.Text;
using Microsoft.Extensions.Options;
using Parley.Integrations.Antivirus;
using Parley.Knowledge.Ingestion.Scanning;
using Parley.Testing.Antivirus;
using Xunit;

namespace Parley.Integrations.Tests.Antivirus;

public sealed class ClamdScannerTests
{
    private static readonly byte[] Virus = Encoding.ASCII.GetBytes("Read this: " + FakeClamd.Eicar);

    [Theory, InlineData(false), InlineData(true)]
    public async Task Scan_ShowsEveryByteAndSaysWhatWasFound(bool isUnix)
    {
        var folder = Directory.CreateTempSubdirectory("parley-clamd-");
        await using var clamd = isUnix ? FakeClamd.Start(Path.Combine(folder.FullName, "c.sock")) : FakeClamd.Start();
        var large = new byte[3_000_001];
        new Random(1).NextBytes(large);

        Assert.Equal(new(ScanVerdict.Clean), await ScanAsync(clamd.Url, large));
        Assert.Equal(new(ScanVerdict.Infected, FakeClamd.Signature), await ScanAsync(clamd.Url, Virus));
        Assert.Equal(new(ScanVerdict.Clean), await ScanAsync(clamd.Url, []));

        Assert.Equal([large, Virus, []], clamd.Shown);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Scan_LargerThanItTakes_SaysSoThoughItHangsUp()
    {
        await using var clamd = FakeClamd.Start();
        clamd.MaxLength = 100_000;

        Assert.Equal(ScanVerdict.TooLarge, (await ScanAsync(clamd.Url, new byte[20_000_000])).Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("stream: OKAY")]
    [InlineData("OK")]
    [InlineData("stream:  FOUND")]
    [InlineData("stream: Can't allocate memory ERROR")]
    [InlineData("UNKNOWN COMMAND")]
    [InlineData("stream: OK\nstream: X FOUND\n")]
    public async Task Scan_AnyOtherAnswer_IsNoneAtAll(string reply)
    {
        await using var clamd = FakeClamd.Start();
        clamd.Reply = reply;

        Assert.Equal(ScanVerdict.Unavailable, (await ScanAsync(clamd.Url, Virus)).Verdict);
    }

    [Fact]
    public async Task Scan_NameOfAVirus_IsMadePlain()
    {
        await using var clamd = FakeClamd.Start();
        clamd.Reply = $"stream: a\r\n<b>\u001b[31m{new string('x', 200)} FOUND";

        Assert.Equal("a<b>[31m" + new string('x', 92), (await ScanAsync(clamd.Url, Virus)).Signature);
    }

    [Fact]
    public async Task Scan_SilentOrAbsent_IsUnavailable()
    {
        string url;
        await using (var clamd = FakeClamd.Start())
        {
            url = clamd.Url;
            clamd.Thinking = new TaskCompletionSource().Task;
            Assert.Equal(ScanVerdict.Unavailable, (await ScanAsync(url, Virus)).Verdict);
        }

        Assert.Equal(ScanVerdict.Unavailable, (await ScanAsync(url, Virus)).Verdict);
        Assert.Equal(ScanVerdict.Unavailable, (await ScanAsync("unix:///nowhere/clamd.sock", Virus)).Verdict);
    }

    [Fact]
    public async Task Scan_Cancelled_IsCancelled()
    {
        await using var clamd = FakeClamd.Start();
        clamd.Thinking = new TaskCompletionSource().Task;
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Scanner(clamd.Url).ScanAsync(Virus, cancelled.Token));
    }

    [Theory]
    [InlineData("tcp://clamav:3310", true)]
    [InlineData("tcp://[::1]:3310", true)]
    [InlineData("tcp://clamav", true)]
    [InlineData("unix:///run/clamav/clamd.ctl", true)]
    [InlineData("http://clamav:3310", false)]
    [InlineData("tcp://clamav:3310/x", false)]
    [InlineData("unix://run/clamd.ctl", false)]
    [InlineData("clamav:3310", false)]
    [InlineData("tcp://", false)]
    public void Address_IsChecked(string text, bool isGood)
    {
        Assert.Equal(isGood, ClamdAddress.TryParse(text, out _));
        Assert.Equal(isGood, !new ClamdOptions { Url = text }.Validate(new(new object())).Any());
    }

    private static Task<ScanResult> ScanAsync(string url, byte[] content) => Scanner(url).ScanAsync(content, TestContext.Current.CancellationToken);

    private static ClamdScanner Scanner(string url) =>
        new(Options.Create(new ClamdOptions { Url = url, Timeout = TimeSpan.FromMilliseconds(700) }), TimeProvider.System);
}
