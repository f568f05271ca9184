using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;

namespace Parley.Cli.Conversations;

/// <summary>Gives each piece of work its own scope, on behalf of the one person who sits at the terminal.</summary>
internal sealed class CallerScopes(IServiceScopeFactory scopes)
{
    public static Caller Caller => Caller.Local;

    public async Task<T> RunAsync<T>(Func<ParleyDbContext, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = Caller;
        return await work(scope.ServiceProvider.GetRequiredService<ParleyDbContext>());
    }
}
