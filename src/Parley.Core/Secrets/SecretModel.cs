using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Secrets;

/// <summary>How stored secrets lie in a table.</summary>
internal sealed class SecretModel : IEntityModel
{
    public void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
    }

    public void Configure(ModelBuilder model) => model.Entity<StoredSecret>(secret =>
    {
        secret.ToTable("stored_secrets");
        secret.HasKey(s => s.Name);
    });
}
