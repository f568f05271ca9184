using Microsoft.EntityFrameworkCore;

namespace Parley.Data;

/// <summary>
/// What a feature stores. Registered with <c>AddEntityModel&lt;T&gt;()</c>, so that the context serves every feature and
/// knows none. Features reach their sets by extension properties of the context, see <c>ChatSets</c>.
/// </summary>
public interface IEntityModel
{
    /// <summary>Names the conversions of the feature's own value types.</summary>
    void ConfigureConventions(ModelConfigurationBuilder conventions);

    /// <summary>Lays entities in tables. Column names become snake_case by themselves.</summary>
    void Configure(ModelBuilder model);

    /// <summary>
    /// Adds query filters of the feature's own, or takes the place of <see cref="ParleyDbContext.TenantFilter"/> where who may
    /// read is another question. The model is made once: what a filter asks <paramref name="db"/>, it asks the context that runs the query.
    /// </summary>
    void Filter(ModelBuilder model, ParleyDbContext db)
    {
    }
}
