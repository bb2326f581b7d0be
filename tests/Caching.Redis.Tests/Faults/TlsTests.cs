using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Caching.Redis.Servers;
using Caching.Redis.Tests.Servers;
using StackExchange.Redis;

namespace Caching.Redis.Tests.Faults;

/// <summary>TLS and passwords go through to the client as they are configured.</summary>
public sealed class TlsTests
{
    private const string Password = "a-password-for-tls";

    private RedisProcess _server = null!;
    private X509Certificate2 _certificate = null!;
    private string _folder = null!;

    private string Address => $"127.0.0.1:{TlsPort},ssl=true,sslHost=localhost,password={Password}";

    // The port of a cluster's bus, which a single server leaves free.
    private int TlsPort => _server.Port + 10_000;

    [OneTimeSetUp]
    public async Task StartAServerWithTls()
    {
        Needs.Redis();
        _folder = Directory.CreateTempSubdirectory().FullName;
        var (certificate, key) = (Path.Combine(_folder, "server.crt"), Path.Combine(_folder, "server.key"));
        using (var rsa = RSA.Create(2048))
        {
            var request = new CertificateRequest(
                "CN=localhost",
                rsa,
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
            _certificate = request.CreateSelfSigned(
                DateTimeOffset.UtcNow.AddDays(-1),
                DateTimeOffset.UtcNow.AddDays(1)
            );
            await File.WriteAllTextAsync(certificate, _certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(key, rsa.ExportPkcs8PrivateKeyPem());
        }

        _server = await RedisProcess.StartAsync();
        await _server.CliAsync([
            "CONFIG",
            "SET",
            "tls-auth-clients",
            "no",
            "tls-cert-file",
            certificate,
            "tls-key-file",
            key,
            "tls-ca-cert-file",
            certificate,
            "tls-port",
            $"{TlsPort}",
        ]);
        await _server.CliAsync("CONFIG", "SET", "requirepass", Password);
    }

    [OneTimeTearDown]
    public async Task StopTheServer()
    {
        await (_server?.DisposeAsync() ?? default);
        _certificate?.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Calls_are_answered_over_tls(bool hasDedicatedThreads)
    {
        var configuration = ConfigurationOptions.Parse(Address);
        configuration.CertificateValidation += (_, presented, _, _) =>
            presented?.GetCertHashString() == _certificate.GetCertHashString();
        await using var host = new FaultHost(
            (caching, name) =>
                caching.UseRedis(
                    name,
                    configuration,
                    options =>
                    {
                        options.Budget = TimeSpan.FromSeconds(5);
                        options.DedicatedThreads = hasDedicatedThreads;
                    }
                )
        );
        await host.Backend.InitializeAsync();

        await host.HitsAsync(1);
        await host.ChangeAsync(1);
        await host.HitsAsync(1);
        await host.HitsAsync(2, isSync: true);

        Assert.That(host.Lines("BackendFails"), Is.Zero);
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_leaves_calls_uncached_and_no_password_in_the_log()
    {
        await using var host = new FaultHost(Address);

        await host.ReadAsync(1);
        await host.ReadAsync(1);

        Assert.That(host.Target.Calls, Is.EqualTo(2));
        Assert.That(host.Lines("BackendFails"), Is.EqualTo(1));
        Assert.That(host.AllTexts(), Does.Not.Contain(Password));
    }
}
