using System.Net;
using System.Net.Http.Json;
using Parley.Identity;
using Parley.Server.Tests.Accounts;

namespace Parley.Server.Tests.Knowledge;

public sealed class SharingTests
{
    [Fact]
    public async Task Sharing_Changed_HoldsFromTheNextRequest()
    {
        await using var server = await AccountsServer.StartAsync(("Limits:Enabled", "false"));
        var others = await server.AddTenantAsync();
        var admin = await server.SignInAsync(Role.Owner);
        var owner = await server.SignInAsync(Role.Member);
        var member = await server.SignInAsync(Role.Member);
        var stranger = await server.SignInAsync(Role.Owner, others);
        var group = await GroupAsync(admin, owner, member);
        owner = await server.SignInAsync(owner.User);
        member = await server.SignInAsync(member.User);
        var id = await owner.Client.CollectionAsync(new { name = "Secrets" });
        await owner.Client.UploadAsync(id, ("a.txt", "The plan is heliotrope."));
        var document = (await owner.Client.DocumentsAsync(id))[0].Text("id");

        await CheckAsync(mayMember: false, mayStranger: false);
        await ShareAsync(owner, new { sharing = "groups", groups = new[] { group } });
        await CheckAsync(mayMember: true, mayStranger: false);
        await ShareAsync(owner, new { sharing = "tenant" });
        await CheckAsync(mayMember: true, mayStranger: false);
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.Client.PatchAsync($"collections/{id}", new { sharing = "public" })).Status);
        await ShareAsync(admin, new { sharing = "public" });
        await CheckAsync(mayMember: true, mayStranger: true);
        await ShareAsync(owner, new { sharing = "private" });
        await CheckAsync(mayMember: false, mayStranger: false);

        async Task CheckAsync(bool mayMember, bool mayStranger)
        {
            await CheckOneAsync(member, mayMember);
            await CheckOneAsync(stranger, mayStranger);
        }

        async Task CheckOneAsync(Person person, bool may)
        {
            foreach (var path in new[] { $"collections/{id}", $"collections/{id}/documents", $"documents/{document}", $"documents/{document}/text", $"documents/{document}/outline", $"documents/{document}/chunks", $"documents/{document}/file" })
            {
                var answer = await person.Client.FetchAsync(path);
                Assert.True(answer.Status == (may ? HttpStatusCode.OK : HttpStatusCode.NotFound), $"{path}: {answer.Status}");
            }

            var found = await person.Client.PostAsync("knowledge/search", new { query = "what is the plan", collections = new[] { id } });
            Assert.Equal(may, found.Body.GetRawText().Contains("heliotrope", StringComparison.Ordinal));
            var refused = may ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound;
            Assert.Equal(refused, (await person.Client.PatchAsync($"collections/{id}", new { name = "Mine" })).Status);
            Assert.Equal(refused, (await person.Client.CallAsync(HttpMethod.Delete, $"documents/{document}")).Status);
            using var form = KnowledgeCalls.Form(("x.txt", "x"));
            using var upload = await person.Client.PostAsync($"collections/{id}/documents", form, TestContext.Current.CancellationToken);
            Assert.Equal(refused, upload.StatusCode);
        }

        Task ShareAsync(Person person, object sharing) => ExpectAsync(person.Client.PatchAsync($"collections/{id}", sharing));
    }

    [Fact]
    public async Task Groups_OneIsNotIn_CannotBeSharedWith()
    {
        await using var server = await AccountsServer.StartAsync(("Limits:Enabled", "false"));
        var (admin, member) = (await server.SignInAsync(Role.Owner), await server.SignInAsync(Role.Member));
        var group = await GroupAsync(admin, admin);

        Assert.Equal(HttpStatusCode.Forbidden, (await member.Client.PostAsync("collections", new { name = "a", sharing = "groups", groups = new[] { group } })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await member.Client.PostAsync("collections", new { name = "a", sharing = "groups", groups = new[] { "grp_01m7y90072fs4rdswz6h1nhnq7" } })).Status);
        Assert.Equal(HttpStatusCode.Created, (await admin.Client.PostAsync("collections", new { name = "a", sharing = "groups", groups = new[] { group } })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.Client.PostAsync($"collections/{await member.Client.CollectionAsync()}/folders", new { path = "/" })).Status);
    }

    private static async Task<string> GroupAsync(Person admin, params Person[] members)
    {
        var group = (await ExpectAsync(admin.Client.PostAsync("groups", new { name = "Readers" }))).Text("id");
        foreach (var member in members)
        {
            (await admin.Client.PutAsync($"groups/{group}/members/{member.User.Id}", null)).EnsureSuccessStatusCode();
        }

        return group;
    }

    private static async Task<ApiAnswer> ExpectAsync(Task<ApiAnswer> call)
    {
        var answer = await call;
        Assert.True((int)answer.Status < 300, $"{answer.Status} {answer.Body}");
        return answer;
    }
}
