using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Operations;

/// <summary>How operators' settings lie in a table.</summary>
internal sealed class OperationsModel : IEntityModel
{
    public void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
    }

    public void Configure(ModelBuilder model) => model.Entity<OperatorSetting>(setting =>
    {
        setting.ToTable("operator_settings");
        setting.HasKey(s => s.Name);
    });
}
