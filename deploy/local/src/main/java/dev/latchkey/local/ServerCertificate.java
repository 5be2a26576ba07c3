package dev.latchkey.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a server needs for TLS.
 *
 * @param authority PEM file of the authority that clients have to trust
 * @param certificate PEM text of the server's certificate
 * @param key PEM text (PKCS 8) of its private key
 */
public record ServerCertificate(Path authority, String certificate, String key) {

    /** TLS for a client that trusts this authority and no other. */
    public SSLContext clientContext() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "latchkey",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(authority))));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot read " + authority, e);
        }
    }

    /** Without the key: a record's text may end in a log. */
    @Override
    public String toString() {
        return "ServerCertificate[authority=" + authority + "]";
    }
}
