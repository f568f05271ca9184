using System.ComponentModel;
using System.Diagnostics;

namespace Parley.Testing;

/// <summary>The folder with the peers of our tests that are written in JavaScript.</summary>
public static class NodeFolder
{
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "node");
            if (File.Exists(Path.Combine(candidate, "package-lock.json")))
            {
                return candidate;
            }
        }

        throw new InvalidOperationException("The folder tests/node was not found above " + AppContext.BaseDirectory);
    }

    /// <summary>Installs what is missing. Several test processes may want it at once: a locked file lets one do it.</summary>
    public static async Task EnsureInstalledAsync(string folder)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!IsInstalled(folder))
        {
            try
            {
                await using var gate = new FileStream(
                    Path.Combine(folder, ".install.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
                if (!IsInstalled(folder))
                {
                    await InstallAsync(folder, patience.Token);
                }
            }
            catch (IOException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);
            }
        }
    }

    // Also not when a package was added since: npm writes its own copy of the list last.
    private static bool IsInstalled(string folder) =>
        File.GetLastWriteTimeUtc(Path.Combine(folder, "node_modules", ".package-lock.json")) >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json"));

    private static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
            })!;
            var errors = await npm.StandardError.ReadToEndAsync(cancellationToken);
            await npm.WaitForExitAsync(cancellationToken);
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException($"npm ci failed in {folder}: {errors}");
            }
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("These tests need npm and node (20 or newer) on the PATH.", e);
        }
    }
}
