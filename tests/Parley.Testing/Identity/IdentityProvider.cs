using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Testing.Identity;

/// <summary>
/// A real OpenID provider that others wrote (oidc-provider), as a process of its own on a free port. Needs node; its
/// packages are installed on first use.
/// </summary>
public sealed partial class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "parley";

    /// <summary>With everything in it that has to be escaped on the way.</summary>
    public const string ClientSecret = "a-secret-of-the-tests: & % +";

    private readonly Process _process;
    private readonly HttpClient _http = new();

    private IdentityProvider(Process process, Uri issuer) => (_process, Issuer) = (process, issuer);

    public Uri Issuer { get; }

    /// <summary>As OIDC_AUTHORITY wants it.</summary>
    public string Authority => Issuer.GetLeftPart(UriPartial.Authority);

    public static async Task<IdentityProvider> StartAsync()
    {
        var folder = NodeFolder.Find();
        await NodeFolder.EnsureInstalledAsync(folder);
        var process = Launch(folder);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        if (line?.StartsWith("READY ", StringComparison.Ordinal) is not true)
        {
            throw new InvalidOperationException("oidc-provider did not start: " + line + await process.StandardError.ReadToEndAsync(patience.Token));
        }

        // Nobody reads its warnings, and a full pipe would stop it.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new(process, new Uri(line["READY ".Length..]));
    }

    /// <summary>Changes what is registered of the client, by the names of the standard.</summary>
    public Task RegisterAsync(object client) => TellAsync($"client {JsonSerializer.Serialize(client)}");

    /// <summary>Says what is known of somebody; with an <c>id</c>, which is what they sign in with.</summary>
    public Task KnowAsync(object person) => TellAsync($"person {JsonSerializer.Serialize(person)}");

    /// <summary>Signs with new keys, and forgets the old ones.</summary>
    public Task RotateAsync() => TellAsync("rotate");

    public Task GoDownAsync() => TellAsync("down");

    public Task ComeBackAsync() => TellAsync("up");

    /// <summary>How often a path was asked for.</summary>
    public async Task<int> CountAsync(string path)
    {
        using var counts = JsonDocument.Parse(await _http.GetStringAsync(new Uri(Issuer, "test/requests")));
        return counts.RootElement.TryGetProperty(path, out var count) ? count.GetInt32() : 0;
    }

    /// <summary>Goes through the provider's pages as a person's browser does.</summary>
    /// <returns>Where the provider leads to at the end: the client's address with a code.</returns>
    public static async Task<Uri> SignInAsync(Uri authorization, string login)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var (address, filled) = (authorization, false);
        while (address.Authority == authorization.Authority)
        {
            using var answer = filled ? await PostLoginAsync(browser, address, login) : await browser.GetAsync(address);
            if (answer.Headers.Location is { } next)
            {
                (address, filled) = (new Uri(address, next), false);
                continue;
            }

            var page = await answer.Content.ReadAsStringAsync();
            var form = Action().Match(page);
            if (!form.Success || filled)
            {
                throw new InvalidOperationException($"The provider stopped at {address} with {(int)answer.StatusCode}: {page}");
            }

            (address, filled) = (new Uri(address, WebUtility.HtmlDecode(form.Groups[1].Value)), true);
        }

        return address;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task TellAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var answer = await _process.StandardOutput.ReadLineAsync(patience.Token);
        if (answer is not "OK")
        {
            throw new InvalidOperationException($"oidc-provider answered {answer} to: {command}");
        }
    }

    private static async Task<HttpResponseMessage> PostLoginAsync(HttpClient browser, Uri address, string login)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["prompt"] = "login", ["login"] = login, ["password"] = "any" });
        return await browser.PostAsync(address, form);
    }

    private static Process Launch(string folder)
    {
        try
        {
            // Its input stays open as long as we live: should we die, it ends too.
            return Process.Start(new ProcessStartInfo("node", ["start-oidc-provider.mjs"])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("These tests need node (20 or newer) on the PATH.", e);
        }
    }

    [GeneratedRegex("<form[^>]* action=\"([^\"]+)\"")]
    private static partial Regex Action();
}
