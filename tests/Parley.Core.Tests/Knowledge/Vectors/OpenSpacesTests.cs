using Microsoft.Extensions.Logging.Abstractions;
using Parley.Knowledge.Vectors;
using Parley.Knowledge.Vectors.Embedded;

namespace Parley.Core.Tests.Knowledge.Vectors;

public sealed class OpenSpacesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("parley-spaces-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Trim_TooMuch_LongestUnusedGoesAndTheLastStays()
    {
        var keys = Enumerable.Range(0, 4).Select(_ => new VectorSpace(Guid.NewGuid(), Guid.NewGuid(), "one/a", 64)).ToArray();
        long bytes;
        using (var one = Space(keys[0]))
        {
            bytes = one.Bytes;
        }

        Assert.True(bytes > 0);
        using var spaces = new OpenSpaces(Space, (2 * bytes) + (bytes / 2));
        var first = spaces.Open(keys[0]);
        spaces.Open(keys[1]);
        spaces.Trim();
        Assert.Equal(2, spaces.Count);

        Assert.Same(first, spaces.Open(keys[0]));
        spaces.Open(keys[2]);
        spaces.Trim();
        Assert.Null(spaces.Find(keys[1]));
        Assert.Same(first, spaces.Find(keys[0]));

        spaces.Open(keys[3]);
        spaces.Open(keys[1]);
        spaces.Trim();
        Assert.Equal(2, spaces.Count);
        Assert.Null(spaces.Find(keys[0]));

        using var tight = new OpenSpaces(Space, 1);
        tight.Open(keys[0]);
        tight.Open(keys[1]);
        tight.Trim();
        Assert.NotNull(tight.Find(keys[1]));
        Assert.Equal(1, tight.Count);
    }

    [Fact]
    public void Forget_Open_IsOpenedAnew()
    {
        using var spaces = new OpenSpaces(Space, long.MaxValue);
        var key = new VectorSpace(Guid.NewGuid(), Guid.NewGuid(), "one/a", 64);
        var first = spaces.Open(key);

        spaces.Forget(key);

        Assert.NotSame(first, spaces.Open(key));
    }

    private FollowedSpace Space(VectorSpace key) => new(key, _directory, new(), NullLogger.Instance);
}
