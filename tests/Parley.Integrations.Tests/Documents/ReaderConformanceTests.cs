using System.Diagnostics;
using Parley.Knowledge.Reading;
using Xunit;

namespace Parley.Integrations.Tests.Documents;

/// <summary>What every registered reader keeps to, whatever file it is given.</summary>
public sealed class ReaderConformanceTests
{
    public static TheoryData<string> Extensions => [.. Reading.All.Select(reader => reader.Extensions[0])];

    [Fact]
    public void Readers_ShareNeitherEndingsNorTypes()
    {
        Assert.NotEmpty(Reading.All);
        Assert.All(Reading.All.SelectMany(reader => reader.Extensions), extension => Assert.Matches(@"^\.[a-z0-9]+$", extension));
        Assert.All(Reading.All.SelectMany(reader => reader.MediaTypes), type => Assert.Matches(@"^[a-z]+/[a-z0-9.+-]+$", type));
        Assert.DoesNotContain(Reading.All.SelectMany(reader => reader.Extensions).GroupBy(extension => extension), same => same.Count() > 1);
        Assert.DoesNotContain(Reading.All.SelectMany(reader => reader.MediaTypes).GroupBy(type => type), same => same.Count() > 1);
    }

    [Theory, MemberData(nameof(Extensions))]
    public async Task Read_GoodFile_GivesSoundText(string extension)
    {
        var read = await Reading.ReadAsync("harbour" + extension, Samples.For(extension));

        Reading.AssertSound(read);
        Assert.Matches("(?i)harbour|heron|opens|amount", read.Text);
    }

    [Theory, MemberData(nameof(Extensions))]
    public async Task Read_Twice_GivesTheSame(string extension)
    {
        var first = await Reading.ReadAsync("a" + extension, Samples.For(extension));
        var second = await Reading.ReadAsync("../../b" + extension.ToUpperInvariant(), Samples.For(extension));

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Sections, second.Sections);
        Assert.Equal(first.Pages, second.Pages);
    }

    [Theory, MemberData(nameof(Extensions))]
    public async Task E1_Read_CutOffAnywhere_IsReadOrRefused(string extension)
    {
        var whole = Samples.For(extension);
        for (var length = 1; length < whole.Length; length *= 2)
            await AssertReadOrRefusedAsync("cut" + extension, whole[..length]);
        await AssertReadOrRefusedAsync("cut" + extension, whole[..^1]);
    }

    [Theory, MemberData(nameof(Extensions))]
    public async Task E1_Read_RandomBytes_IsReadOrRefused(string extension)
    {
        var random = new Random(20_24);
        foreach (var head in new[] { 0, 8, 64 })
        {
            var bytes = new byte[5000];
            random.NextBytes(bytes);
            Samples.For(extension).AsSpan(0, Math.Min(head, Samples.For(extension).Length)).CopyTo(bytes);
            await AssertReadOrRefusedAsync("random" + extension, bytes);
        }
    }

    [Theory, MemberData(nameof(Extensions))]
    public async Task E1_Read_MutatedFile_IsReadOrRefused(string extension)
    {
        // The seed is fixed; how many rounds fit into the time is not.
        var random = new Random(5);
        var whole = Samples.For(extension);
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < 300 && watch.Elapsed < TimeSpan.FromSeconds(2); round++)
            await AssertReadOrRefusedAsync("mutated" + extension, Mutate(whole, random));
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at - 1));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static async Task AssertReadOrRefusedAsync(string name, byte[] content)
    {
        try
        {
            Reading.AssertSound(await Reading.ReadAsync(name, content));
        }
        catch (DocumentReadException refused)
        {
            Assert.NotEmpty(refused.Message);
            Assert.NotEqual(ReadFailure.TimedOut, refused.Failure);
            Assert.NotEqual(ReadFailure.ReaderMissing, refused.Failure);
        }
    }
}
