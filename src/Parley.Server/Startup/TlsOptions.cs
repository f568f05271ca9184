namespace Parley.Server.Startup;

/// <summary>The server's certificate. Section <c>Server:Tls</c>.</summary>
internal sealed class TlsOptions
{
    /// <summary>A PEM file with the certificate and, after it, those of its chain (TLS_CERT_FILE).</summary>
    public string? CertificateFile { get; set; }

    /// <summary>A PEM file with the private key, without a password (TLS_KEY_FILE).</summary>
    public string? KeyFile { get; set; }

    public bool IsEnabled => CertificateFile is not null;
}
