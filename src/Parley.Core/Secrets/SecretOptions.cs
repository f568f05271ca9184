namespace Parley.Secrets;

/// <summary>The installation's own secret. Section <c>Secrets</c>.</summary>
public sealed class SecretOptions
{
    /// <summary>
    /// Encrypts what is stored encrypted (APP_SECRET_KEY). At least 32 characters. Null: one is made at the first start and
    /// kept in the data directory as <c>secret.key</c>; several nodes must share one.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>Keys that may still decrypt, with commas between them (APP_SECRET_KEY_PREVIOUS). Default: none but <c>secret.key</c>, if it is there.</summary>
    public string? Previous { get; set; }
}
