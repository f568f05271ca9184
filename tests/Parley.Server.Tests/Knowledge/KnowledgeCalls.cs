using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Parley.Server.Tests.Knowledge;

/// <summary>What tests of knowledge do over HTTP.</summary>
internal static class KnowledgeCalls
{
    public static MultipartFormDataContent Form(params (string Name, string Text)[] files) => Form([.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]);

    public static MultipartFormDataContent Form(params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content), "files", name);
        }

        return form;
    }

    public static async Task<string> CollectionAsync(this HttpClient client, object? body = null) =>
        (await ReadAsync(await client.PostAsJsonAsync("collections", body ?? new { name = $"c{Guid.NewGuid():n}"[..12] }))).GetProperty("id").GetString()!;

    /// <summary>Sends files, and waits until they are read.</summary>
    public static async Task<JsonElement> UploadAsync(this HttpClient client, string collection, params (string Name, string Text)[] files)
    {
        using var form = Form(files);
        return await client.EndOfAsync((await ReadAsync(await client.PostAsync($"collections/{collection}/documents", form))).GetProperty("job").GetProperty("id").GetString()!);
    }

    public static async Task<JsonElement> EndOfAsync(this HttpClient client, string job)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            var now = await client.GetFromJsonAsync<JsonElement>($"jobs/{job}", patience.Token);
            if (now.GetProperty("finished_at").ValueKind is not JsonValueKind.Null)
            {
                return now;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    public static async Task<List<JsonElement>> DocumentsAsync(this HttpClient client, string collection, string query = "") =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"collections/{collection}/documents?limit=200{query}")).GetProperty("data").EnumerateArray()];

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
            return JsonDocument.Parse(text).RootElement;
        }
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).ToString();
}
