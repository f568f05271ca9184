using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Parley.Errors;

namespace Parley.Server.Startup;

/// <summary>A certificate in PEM files. Renewed files are taken up within a minute; broken ones leave the old certificate in use.</summary>
internal sealed class CertificateFile
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly TlsOptions _options;
    private readonly Lock _gate = new();
    private SslStreamCertificateContext _certificate;
    private DateTime _writtenAt;
    private long _lookedAt;

    private CertificateFile(TlsOptions options)
    {
        _options = options;
        (_certificate, _writtenAt, _lookedAt) = (Read(options), WrittenAt(), TimeProvider.System.GetTimestamp());
        HandshakeOptions = new TlsHandshakeCallbackOptions { OnConnection = _ => new(Handshake()) };
    }

    public TlsHandshakeCallbackOptions HandshakeOptions { get; }

    /// <exception cref="StartupException">The files cannot be used.</exception>
    public static CertificateFile Load(TlsOptions options)
    {
        try
        {
            return new CertificateFile(options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartupException($"Parley cannot start, because TLS_CERT_FILE and TLS_KEY_FILE cannot be used: {e.Message.TrimEnd('.')}. They must be PEM files of a certificate and its private key.", e);
        }
    }

    private SslServerAuthenticationOptions Handshake() => new()
    {
        ServerCertificateContext = Current(),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
    };

    private SslStreamCertificateContext Current()
    {
        lock (_gate)
        {
            if (TimeProvider.System.GetElapsedTime(_lookedAt) < LookEvery)
            {
                return _certificate;
            }

            _lookedAt = TimeProvider.System.GetTimestamp();
            try
            {
                if (WrittenAt() is var writtenAt && writtenAt != _writtenAt)
                {
                    (_certificate, _writtenAt) = (Read(_options), writtenAt);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
            {
                // Files in the middle of being replaced: the next look finds them whole.
            }

            return _certificate;
        }
    }

    private DateTime WrittenAt() => File.GetLastWriteTimeUtc(_options.CertificateFile!);

    private static SslStreamCertificateContext Read(TlsOptions options)
    {
        using var pem = X509Certificate2.CreateFromPemFile(options.CertificateFile!, options.KeyFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.CertificateFile!);

        // Windows cannot serve with a key that has never been in a store.
        var certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        return SslStreamCertificateContext.Create(certificate, [.. chain.Skip(1)], offline: true);
    }
}
