using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vitrine.Primitives;

namespace Vitrine.Warehouses;

/// <summary>Reads the certificate of an authority that an administrator pasted.</summary>
internal static class CertificateText
{
    public static X509Certificate2 Read(string pem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            throw new RefusalException("warehouses.bad-certificate", "The certificate authority of this connection is no certificate. Paste its PEM text, which begins with -----BEGIN CERTIFICATE-----.");
        }
    }
}
