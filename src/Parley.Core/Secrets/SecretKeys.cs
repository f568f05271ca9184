using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Parley.Data;

namespace Parley.Secrets;

/// <summary>The secret that encrypts now, and those that may still decrypt.</summary>
public sealed class SecretKeys(IOptions<SecretOptions> options, IOptions<StorageOptions> storage)
{
    private readonly Lazy<SecretKey> _current = new(() => new SecretKey(options.Value.Key ?? ReadOrMake(storage.Value.DataDir)));

    public SecretKey Current => _current.Value;

    public SecretKey? Find(string id) => Current.Id == id ? Current : null;

    // Two processes may start at once: whoever creates the file wins, and the other reads it.
    private static string ReadOrMake(string directory)
    {
        var path = Path.Combine(directory, "secret.key");
        Directory.CreateDirectory(directory);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var writer = new StreamWriter(new FileStream(path, options));
            var made = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));
            writer.Write(made);
            return made;
        }
        catch (IOException) when (File.Exists(path))
        {
            return File.ReadAllText(path).Trim();
        }
    }
}
