package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAuthorityTest {

    private static final Clock TODAY = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "api.localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"})
    void a_client_that_trusts_the_authority_shakes_hands(String name) throws Exception {
        ServerCertificate certificate = LocalAuthority.serverCertificate(folder, TODAY, random);

        assertThat(handshake(certificate, certificate.clientContext(), name)).startsWith("TLS");
    }

    @Test
    void nobody_else_does() throws Exception {
        ServerCertificate certificate = LocalAuthority.serverCertificate(folder, TODAY, random);

        assertThatThrownBy(() -> handshake(certificate, SSLContext.getDefault(), "localhost"))
                .isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> handshake(certificate, certificate.clientContext(), "example.com"))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void the_authority_is_worth_nothing_outside_this_machine() throws Exception {
        X509Certificate authority =
                read(LocalAuthority.serverCertificate(folder, TODAY, random).authority());

        assertThat(authority.getCriticalExtensionOIDs()).contains("2.5.29.30"); // name constraints
        assertThat(authority.getBasicConstraints())
                .as("may not make further authorities")
                .isZero();
    }

    @Test
    void keys_are_private() throws Exception {
        LocalAuthority.serverCertificate(folder, TODAY, random);

        for (String name : new String[] {"ca-key.pem", "server-key.pem"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_second_start_keeps_both() throws Exception {
        ServerCertificate first = LocalAuthority.serverCertificate(folder, TODAY, random);
        String authority = Files.readString(first.authority());

        assertThat(LocalAuthority.serverCertificate(folder, TODAY, random)).isEqualTo(first);
        assertThat(Files.readString(first.authority())).isEqualTo(authority);
    }

    @Test
    void a_server_certificate_near_its_end_is_renewed_under_the_same_authority() throws Exception {
        ServerCertificate first = LocalAuthority.serverCertificate(folder, TODAY, random);
        X509Certificate authority = read(first.authority());
        Clock later = Clock.offset(TODAY, Duration.ofDays(170));

        ServerCertificate second = LocalAuthority.serverCertificate(folder, later, random);

        assertThat(second.certificate()).isNotEqualTo(first.certificate());
        assertThat(read(second.authority())).isEqualTo(authority);
        read(folder.resolve("server.pem")).verify(authority.getPublicKey());
    }

    @Test
    void an_authority_near_its_end_is_renewed_with_all_it_signed() throws Exception {
        LocalAuthority.serverCertificate(folder, TODAY, random);
        X509Certificate old = read(folder.resolve("ca.pem"));

        LocalAuthority.serverCertificate(folder, Clock.offset(TODAY, Duration.ofDays(3640)), random);

        X509Certificate renewed = read(folder.resolve("ca.pem"));
        assertThat(renewed).isNotEqualTo(old);
        read(folder.resolve("server.pem")).verify(renewed.getPublicKey());
    }

    private static String handshake(ServerCertificate certificate, SSLContext client, String name) throws Exception {
        try (SSLServerSocket listening = (SSLServerSocket) server(certificate)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (SSLSocket socket = (SSLSocket) listening.accept()) {
                    socket.startHandshake();
                } catch (IOException _) {
                    // the client's side of it is what counts
                }
            });
            try (var plain = new java.net.Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
                    SSLSocket socket = (SSLSocket)
                            client.getSocketFactory().createSocket(plain, name, listening.getLocalPort(), true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.setSoTimeout(10_000);
                socket.startHandshake();
                return socket.getSession().getProtocol();
            }
        }
    }

    private static SSLContext server(ServerCertificate certificate) throws IOException, GeneralSecurityException {
        byte[] key = Base64.getMimeDecoder().decode(certificate.key().replaceAll("-----[A-Z ]+-----", ""));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
                new char[0],
                new Certificate[] {
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new java.io.ByteArrayInputStream(
                                    certificate.certificate().getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                });
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        try (var input = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(input);
        }
    }
}
