using System.ComponentModel.DataAnnotations;

namespace Parley.Integrations.Antivirus;

/// <summary>The virus scanner that files are shown to before they are read. Section <c>Antivirus:Clamd</c>.</summary>
public sealed class ClamdOptions : IValidatableObject
{
    /// <summary>Where ClamAV's daemon listens: <c>tcp://clamav:3310</c> or <c>unix:///run/clamav/clamd.ctl</c> (CLAMD_URL). None by default: files are read unscanned.</summary>
    public string? Url { get; set; }

    /// <summary>How long scanning one file may take; after it the file is held, and scanned again later. Default 60 s; 0.1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is { Length: > 0 } url && !ClamdAddress.TryParse(url, out _))
        {
            yield return new($"Antivirus:Clamd:Url is '{url}'; it must be {ClamdAddress.Accepts}.", [nameof(Url)]);
        }
    }
}
