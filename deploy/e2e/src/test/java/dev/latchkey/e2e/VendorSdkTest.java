package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.pcloud.sdk.ApiClient;
import com.pcloud.sdk.ApiError;
import com.pcloud.sdk.Authenticators;
import com.pcloud.sdk.Call;
import com.pcloud.sdk.Checksums;
import com.pcloud.sdk.DataSink;
import com.pcloud.sdk.DataSource;
import com.pcloud.sdk.DownloadOptions;
import com.pcloud.sdk.FileLink;
import com.pcloud.sdk.PCloudSdk;
import com.pcloud.sdk.RemoteEntry;
import com.pcloud.sdk.RemoteFile;
import com.pcloud.sdk.RemoteFolder;
import com.pcloud.sdk.UploadOptions;
import com.pcloud.sdk.UserInfo;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okio.BufferedSource;
import okio.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The vendor's own Java SDK, unchanged, over HTTPS. */
@WholeSystem
@TestInstance(Lifecycle.PER_CLASS)
class VendorSdkTest {

    private static final byte[] BYTES = bytes(300_000);

    private final Latchkey latchkey;
    private final Person owner;
    private final ApiClient client;

    VendorSdkTest(Latchkey latchkey) throws Exception {
        this.latchkey = latchkey;
        this.owner = latchkey.newPerson();
        this.client = client(owner.token());
    }

    @AfterAll
    void close() {
        client.shutdown();
    }

    @Test
    void folders_are_created_listed_and_deleted() throws Exception {
        RemoteFolder folder =
                client.createFolder(RemoteFolder.ROOT_FOLDER_ID, name()).execute();
        RemoteFolder inner = client.createFolder(folder, "inner").execute();
        RemoteFolder other =
                client.createFolder("/" + folder.name() + "/other & more").execute();

        assertThat(folder.parentFolderId()).isZero();
        assertThat(folder.isFolder()).isTrue();
        assertThat(folder.isMine()).isTrue();
        assertThat(inner.parentFolderId()).isEqualTo(folder.folderId());
        assertThat(names(client.listFolder(folder.folderId()).execute()))
                .containsExactlyInAnyOrder("inner", "other & more");
        assertThat(names(client.listFolder("/" + folder.name()).execute()))
                .containsExactlyInAnyOrder("inner", "other & more");
        assertThat(client.loadFolder(folder.folderId()).execute().name()).isEqualTo(folder.name());

        assertThat(names(client.listFolder(other.folderId()).execute())).isEmpty();

        fails(2006, client.deleteFolder(folder));
        assertThat(client.deleteFolder(inner).execute()).isTrue();
        assertThat(client.deleteFolder(folder, true).execute()).isTrue();
        fails(2005, client.listFolder(folder.folderId()));
    }

    @Test
    void the_whole_tree_is_listed() throws Exception {
        RemoteFolder folder = client.createFolder(0, name()).execute();
        RemoteFolder inner = client.createFolder(folder, "inner").execute();
        client.createFile(inner, "deep.bin", DataSource.create(BYTES)).execute();

        RemoteFolder listed = client.listFolder(folder.folderId(), true).execute();
        assertThat(names(listed.children().getFirst().asFolder())).containsExactly("deep.bin");

        RemoteFolder root = client.listFolder(0, true).execute();
        assertThat(root.children()).extracting(RemoteEntry::name).contains(folder.name());
        assertThat(root.folderId()).isZero();
    }

    @Test
    void a_file_goes_up_and_down(@TempDir Path folderOfCopies) throws Exception {
        RemoteFolder folder = client.createFolder(0, name()).execute();
        Date modified = Date.from(Instant.parse("2020-02-29T12:34:56Z"));
        AtomicLong uploaded = new AtomicLong();

        RemoteFile file = client.createFile(
                        folder,
                        "a \"file\" – with ÄÖ.bin",
                        DataSource.create(BYTES),
                        modified,
                        (done, _) -> uploaded.set(done))
                .execute();

        assertThat(file.name()).isEqualTo("a \"file\" – with ÄÖ.bin");
        assertThat(file.size()).isEqualTo(BYTES.length);
        assertThat(file.lastModified()).isEqualTo(modified);
        assertThat(file.created()).isEqualTo(modified);
        assertThat(file.parentFolderId()).isEqualTo(folder.folderId());
        assertThat(uploaded).hasValue(BYTES.length);

        FileLink link = client.createFileLink(file, DownloadOptions.DEFAULT).execute();
        latchkey.confidential().addAddress(link.bestUrl().getPath());
        assertThat(link.bestUrl().getHost()).isEqualTo(Latchkey.CONTENT_HOST);
        assertThat(link.expirationDate()).isAfter(new Date());
        assertThat(read(client.download(link))).isEqualTo(BYTES);
        assertThat(read(client.download(file))).isEqualTo(BYTES);
        try (InputStream stream = file.byteStream()) {
            assertThat(stream.readAllBytes()).isEqualTo(BYTES);
        }

        AtomicLong downloaded = new AtomicLong();
        Path copy = folderOfCopies.resolve("copy.bin");
        client.download(link, DataSink.create(copy.toFile()), (done, _) -> downloaded.set(done))
                .execute();
        assertThat(copy).hasBinaryContent(BYTES);
        assertThat(downloaded).hasValue(BYTES.length);
    }

    @Test
    void links_carry_what_was_asked_for() throws Exception {
        RemoteFile file = client.createFile(0, name(), DataSource.create(BYTES)).execute();

        FileLink link = client.createFileLink(
                        file,
                        DownloadOptions.create()
                                .skipFilename(true)
                                .contentType("text/x-own")
                                .build())
                .execute();

        assertThat(link.bestUrl().getPath()).doesNotContain(file.name());
        assertThat(latchkey.fetch(latchkey.reachable(link.bestUrl().toURI()))
                        .headers()
                        .firstValue("Content-Type"))
                .contains("text/x-own");
        assertThat(latchkey.fetch(latchkey.reachable(client.createFileLink(
                                        file.fileId(),
                                        DownloadOptions.create()
                                                .forceDownload(true)
                                                .build())
                                .execute()
                                .bestUrl()
                                .toURI()))
                        .headers()
                        .firstValue("Content-Type"))
                .contains("application/octet-stream");
    }

    @Test
    void checksums_are_those_of_the_bytes() throws Exception {
        RemoteFile file = client.createFile(0, name(), DataSource.create(BYTES)).execute();

        Checksums checksums = client.getChecksums(file.fileId()).execute();

        ByteString bytes = ByteString.of(BYTES);
        assertThat(checksums.getSha1()).isEqualTo(bytes.sha1());
        assertThat(checksums.getSha256()).isEqualTo(bytes.sha256());
        assertThat(checksums.getFile().fileId()).isEqualTo(file.fileId());
    }

    @Test
    void files_are_renamed_moved_and_deleted() throws Exception {
        RemoteFolder folder = client.createFolder(0, name()).execute();
        RemoteFolder target = client.createFolder(folder, "target").execute();
        RemoteFile file =
                client.createFile(folder, "first.txt", DataSource.create(BYTES)).execute();

        RemoteFile renamed = client.renameFile(file, "second.txt").execute();
        assertThat(renamed.name()).isEqualTo("second.txt");
        assertThat(renamed.fileId()).isEqualTo(file.fileId());

        RemoteFile moved = client.moveFile(renamed, target).execute();
        assertThat(moved.parentFolderId()).isEqualTo(target.folderId());
        assertThat(client.loadFile(file.fileId()).execute().parentFolderId()).isEqualTo(target.folderId());

        RemoteFile movedBack = client.moveFile("/" + folder.name() + "/target/second.txt", "/" + folder.name() + "/")
                .execute();
        assertThat(movedBack.name()).isEqualTo("second.txt");
        assertThat(movedBack.parentFolderId()).isEqualTo(folder.folderId());

        assertThat(client.deleteFile(file).execute()).isTrue();
        fails(2009, client.loadFile(file.fileId()));
        assertThat(names(client.listFolder(folder.folderId()).execute())).containsExactly("target");
    }

    @Test
    void a_name_that_is_taken_is_replaced_or_numbered() throws Exception {
        RemoteFolder folder = client.createFolder(0, name()).execute();
        RemoteFile first =
                client.createFile(folder, "same.txt", DataSource.create(BYTES)).execute();

        RemoteFile second = client.createFile(folder, "same.txt", DataSource.create(bytes(10)))
                .execute();
        RemoteFile third = client.createFile(
                        folder, "same.txt", DataSource.create(bytes(20)), UploadOptions.OVERRIDE_FILE)
                .execute();

        assertThat(second.name()).isEqualTo("same (2).txt");
        assertThat(third.name()).isEqualTo("same.txt");
        assertThat(third.fileId()).isEqualTo(first.fileId());
        assertThat(third.hash()).isNotEqualTo(first.hash());
        assertThat(names(client.listFolder(folder.folderId()).execute()))
                .containsExactlyInAnyOrder("same.txt", "same (2).txt");
    }

    @Test
    void an_empty_file_is_a_file() throws Exception {
        RemoteFile file = client.createFile(0, name(), DataSource.EMPTY).execute();

        assertThat(file.size()).isZero();
        assertThat(read(client.download(file))).isEmpty();
    }

    @Test
    void the_account_is_told_about_itself() throws Exception {
        UserInfo info = client.getUserInfo().execute();

        assertThat(info.userId()).isEqualTo(owner.id());
        assertThat(info.email()).isEqualTo(owner.mail());
        assertThat(info.totalQuota()).isPositive();
        assertThat(info.usedQuota()).isNotNegative();
    }

    @Test
    void mistakes_are_told_by_their_codes() throws Exception {
        fails(2009, client.loadFile(Long.MAX_VALUE));
        fails(2009, client.createFileLink(Long.MAX_VALUE, DownloadOptions.DEFAULT));
        fails(2009, client.getChecksums(Long.MAX_VALUE));
        fails(2005, client.listFolder(Long.MAX_VALUE));
        fails(2005, client.createFile(Long.MAX_VALUE, "x", DataSource.create(BYTES)));
        fails(2001, client.createFolder(0, "no/slash"));
        String taken = name();
        client.createFolder(0, taken).execute();
        fails(2004, client.createFolder(0, taken));

        ApiClient nobody = client("no-such-token-" + UUID.randomUUID());
        try {
            ApiError refused = catchThrowableOfType(
                    ApiError.class, () -> nobody.getUserInfo().execute());
            assertThat(refused.errorCode()).isIn(1000, 2000, 2094);
        } finally {
            nobody.shutdown();
        }
    }

    private static void fails(int code, Call<?> call) {
        ApiError error = catchThrowableOfType(ApiError.class, call::execute);

        assertThat(error).as("an error").isNotNull();
        assertThat(error.errorCode()).isEqualTo(code);
    }

    private static List<String> names(RemoteFolder folder) {
        return new ArrayList<>(folder.children().stream().map(RemoteEntry::name).toList());
    }

    private static byte[] read(Call<BufferedSource> download) throws Exception {
        try (BufferedSource source = download.execute()) {
            return source.readByteArray();
        }
    }

    private static String name() {
        return "sdk " + UUID.randomUUID();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    /**
     * The SDK offers no way to say whom to trust and where to connect: {@code withClient} takes pool, dispatcher and
     * timeouts of another client, nothing else. So its own client is exchanged for one that differs in these two only.
     */
    private ApiClient client(String token) throws Exception {
        latchkey.confidential().add("access_token", token);
        ApiClient client = PCloudSdk.newClientBuilder()
                .apiHost(latchkey.stack().https().getAuthority())
                .authenticator(Authenticators.newOAuthAuthenticator(token))
                .create();
        Field field = client.getClass().getDeclaredField("httpClient");
        field.setAccessible(true);
        OkHttpClient own = (OkHttpClient) field.get(client);
        field.set(
                client,
                own.newBuilder()
                        .socketFactory(new MappedPort(latchkey.stack().https().getPort()))
                        .sslSocketFactory(
                                latchkey.stack().tls().getSocketFactory(),
                                trust(latchkey.stack().authority()))
                        .build());
        return client;
    }

    private static X509TrustManager trust(Path authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(authority)) {
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /** Sockets that find port 443, which only root may listen on, at another one. */
    private static final class MappedPort extends SocketFactory {

        private static final int HTTPS = 443;

        private final int real;

        MappedPort(int real) {
            this.real = real;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress target, int timeout) throws IOException {
                    InetSocketAddress wanted = (InetSocketAddress) target;
                    super.connect(
                            wanted.getPort() == HTTPS ? new InetSocketAddress(wanted.getAddress(), real) : wanted,
                            timeout);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
