using System.ComponentModel.DataAnnotations;

namespace Parley.Data;

/// <summary>Where Parley keeps files. Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>The directory of the embedded database, uploads and keys (APP_DATA_DIR). Default <c>./data</c>.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DataDir { get; set; } = "./data";
}
