using Microsoft.Extensions.Options;
using Parley.Data;

namespace Parley.Secrets;

/// <summary>The secret that encrypts now, and those that may still decrypt.</summary>
public sealed class SecretKeys(IOptions<SecretOptions> options, IOptions<StorageOptions> storage)
{
    private readonly Lazy<SecretKey[]> _all = new(() => [.. Read(options.Value, storage.Value.DataDir).DistinctBy(key => key.Id)]);

    public SecretKey Current => _all.Value[0];

    /// <summary>Those that decrypt and do not encrypt.</summary>
    public IEnumerable<SecretKey> Others => _all.Value.Skip(1);

    public SecretKey? Find(string id) => Array.Find(_all.Value, key => key.Id == id);

    private static IEnumerable<SecretKey> Read(SecretOptions options, string directory)
    {
        var file = new SecretKeyFile(directory);
        yield return new SecretKey(options.Key ?? file.ReadOrMake());
        foreach (var text in (options.Previous ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            yield return new SecretKey(text);
        }

        // Whoever sets a key after having run without one need not know that there was a file.
        if (options.Key is not null && file.ReadIfThere() is { } made)
        {
            yield return new SecretKey(made);
        }
    }
}
