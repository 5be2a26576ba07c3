package dev.latchkey.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority kept in a folder, and a server certificate from it. Its name constraints allow loopback names
 * and addresses only: somebody who trusts it in a browser gives nobody power over other sites, even if its key gets
 * stolen.
 */
final class LocalAuthority {

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration SERVER_LIFE = Duration.ofDays(180);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    /** Certificates start in the past, so that a client whose clock is behind takes them. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final X500Name AUTHORITY_NAME = new X500Name("CN=Latchkey local authority");
    private static final X500Name SERVER_NAME = new X500Name("CN=localhost");
    private static final GeneralNames SERVER_NAMES = new GeneralNames(new GeneralName[] {
        new GeneralName(GeneralName.dNSName, "localhost"),
        new GeneralName(GeneralName.dNSName, "api.localhost"),
        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
        new GeneralName(GeneralName.iPAddress, "::1")
    });
    private static final NameConstraints LOOPBACK_ONLY = new NameConstraints(
            new GeneralSubtree[] {
                new GeneralSubtree(new GeneralName(GeneralName.dNSName, "localhost")),
                new GeneralSubtree(new GeneralName(GeneralName.iPAddress, "127.0.0.0/8")),
                new GeneralSubtree(new GeneralName(GeneralName.iPAddress, "::1/128"))
            },
            null);

    private final Path folder;
    private final Clock clock;
    private final SecureRandom random;

    private LocalAuthority(Path folder, Clock clock, SecureRandom random) {
        this.folder = folder;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The certificates in the folder; missing ones and ones near their end are made anew. As long as the authority
     * lives, whoever trusts it need not care about new server certificates.
     *
     * @throws IOException the folder cannot be read or written
     */
    static ServerCertificate serverCertificate(Path folder, Clock clock, SecureRandom random) throws IOException {
        try {
            PrivateFiles.folder(folder);
            return new LocalAuthority(folder, clock, random).serverCertificate();
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("cannot make or read the certificates in " + folder + ": " + e.getMessage(), e);
        }
    }

    private ServerCertificate serverCertificate()
            throws IOException, GeneralSecurityException, OperatorCreationException {
        Path authorityFile = folder.resolve("ca.pem");
        Path authorityKeyFile = folder.resolve("ca-key.pem");
        Path serverFile = folder.resolve("server.pem");
        Path serverKeyFile = folder.resolve("server-key.pem");

        boolean authorityLives = Files.exists(authorityKeyFile) && lives(authorityFile);
        if (!authorityLives) {
            KeyPair keys = newKeys();
            X509Certificate authority = sign(AUTHORITY_NAME, keys, AUTHORITY_NAME, keys, AUTHORITY_LIFE);
            PrivateFiles.write(
                    authorityKeyFile, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
            PrivateFiles.write(authorityFile, pem("CERTIFICATE", authority.getEncoded()));
        }
        X509Certificate authority = certificate(authorityFile);
        if (!Files.exists(serverKeyFile) || !lives(serverFile) || !signedBy(authority, serverFile)) {
            KeyPair authorityKeys = new KeyPair(authority.getPublicKey(), privateKey(authorityKeyFile));
            KeyPair keys = newKeys();
            X509Certificate server = sign(AUTHORITY_NAME, authorityKeys, SERVER_NAME, keys, SERVER_LIFE);
            PrivateFiles.write(
                    serverKeyFile, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
            PrivateFiles.write(serverFile, pem("CERTIFICATE", server.getEncoded()));
        }
        return new ServerCertificate(authorityFile, Files.readString(serverFile), Files.readString(serverKeyFile));
    }

    private boolean lives(Path certificateFile) throws IOException, GeneralSecurityException {
        return Files.exists(certificateFile)
                && certificate(certificateFile)
                        .getNotAfter()
                        .toInstant()
                        .isAfter(clock.instant().plus(RENEW_BEFORE));
    }

    private static boolean signedBy(X509Certificate authority, Path certificateFile) throws IOException {
        try {
            certificate(certificateFile).verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private X509Certificate sign(
            X500Name issuer, KeyPair issuerKeys, X500Name subject, KeyPair subjectKeys, Duration life)
            throws CertIOException, GeneralSecurityException, OperatorCreationException {
        boolean authority = issuer.equals(subject);
        Instant now = clock.instant();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, random).setBit(126),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(life)),
                subject,
                subjectKeys.getPublic());
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(subjectKeys.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                identifiers.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
        if (authority) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.nameConstraints, true, LOOPBACK_ONLY);
        } else {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, SERVER_NAMES);
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        String body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }

    private static String pem(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
