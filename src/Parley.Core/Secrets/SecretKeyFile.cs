using System.Buffers.Text;
using System.Security.Cryptography;
using Parley.Errors;

namespace Parley.Secrets;

/// <summary>The secret that an installation makes for itself when none was given: <c>secret.key</c> in the data directory.</summary>
internal sealed class SecretKeyFile(string directory)
{
    private const int MinLength = 32;

    private readonly string _path = Path.Combine(directory, "secret.key");

    public string? ReadIfThere() => File.Exists(_path) ? Read() : null;

    // Two processes may start at once. The file appears whole or not at all, and whoever comes second reads the first one's.
    public string ReadOrMake()
    {
        if (!File.Exists(_path))
        {
            Directory.CreateDirectory(directory);
            var draft = $"{_path}.{Guid.NewGuid():n}";
            Write(draft);
            try
            {
                File.Move(draft, _path, overwrite: false);
            }
            catch (IOException) when (File.Exists(_path))
            {
                File.Delete(draft);
            }
        }

        return Read();
    }

    private static void Write(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(System.Text.Encoding.ASCII.GetBytes(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48))));
        file.Flush(flushToDisk: true);
    }

    private string Read()
    {
        var text = File.ReadAllText(_path).Trim();
        return text.Length >= MinLength ? text : throw new StartupException(
            $"The file {_path} should hold the secret that stored keys are encrypted with, but it has fewer than {MinLength} characters. Restore it from a backup.");
    }
}
