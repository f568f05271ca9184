using Microsoft.Extensions.Options;
using Parley.Identity;

namespace Parley.Limits;

/// <summary>Which limits hold for whom. A window is named by its subject and never by what was asked for, so that no spelling of an address is a way around.</summary>
internal sealed class LimitRules(IOptions<LimitOptions> options)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly LimitOptions _options = options.Value;

    public List<LimitRule> Of(Caller caller, LimitClass kind)
    {
        var isModel = kind is LimitClass.Model;
        var name = isModel ? "model" : "general";
        List<LimitRule> rules =
        [
            Requests(LimitScope.User, $"{name}:user/{caller.TenantId:n}/{caller.UserId:n}", RequestsOf(caller.Tier, isModel)),
            Requests(LimitScope.Tenant, $"{name}:tenant/{caller.TenantId:n}", RequestsOf(TenantTierOf(caller), isModel) * _options.TenantFactor),
        ];
        if (caller is { KeyId: { } key, KeyRequestsPerMinute: { } perKey })
        {
            // All of its requests, whatever they ask for.
            rules.Add(new(LimitScope.Key, false, new(new($"requests:key/{key:n}", perKey, Minute), 1)));
        }

        if (isModel)
        {
            rules.AddRange(Tokens(caller, 0));
        }

        return rules;
    }

    /// <param name="address">The client's network address; null where there is none, as with a local socket.</param>
    public List<LimitRule> OfAddress(string? address) =>
        [new(LimitScope.Address, false, new(new($"anonymous:{address ?? "local"}", _options.AnonymousRequests, Minute), 1))];

    public LimitRule[] Tokens(Caller caller, long amount)
    {
        var (own, tenants) = (_options.Of(caller.Tier).Tokens, _options.Of(TenantTierOf(caller)).Tokens);
        return
        [
            new(LimitScope.User, true, new(new($"tokens:user/{caller.TenantId:n}/{caller.UserId:n}", own, Minute), amount)),
            new(LimitScope.Tenant, true, new(new($"tokens:tenant/{caller.TenantId:n}", tenants * _options.TenantFactor, Minute), amount)),
        ];
    }

    public LeaseClaim Stream(Caller caller) =>
        new($"streams:user/{caller.TenantId:n}/{caller.UserId:n}", _options.Streams, _options.StreamLease);

    // One window has one size, whoever asks.
    private static Tier TenantTierOf(Caller caller) => caller.TenantTier ?? caller.Tier;

    private long RequestsOf(Tier tier, bool isModel)
    {
        var limit = _options.Of(tier).Requests;
        return _options.Requests ?? (isModel ? limit : Math.Max(limit * (long)_options.GeneralFactor, _options.GeneralMinimum));
    }

    private LimitRule Requests(LimitScope scope, string key, long limit) => new(scope, false, new(new(key, limit, _options.Window), 1));
}
