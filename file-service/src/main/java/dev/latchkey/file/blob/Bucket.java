package dev.latchkey.file.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Blobs as objects {@code ab/cd/abcd…} of a bucket. Every method waits for the store, and belongs on a virtual thread:
 * the bounds of time end a wait by interrupting it, which only there ends one for the network.
 */
final class Bucket implements AutoCloseable {

    private static final String TYPE = "application/octet-stream";
    private static final int NOT_FOUND = 404;
    private static final int MOST_PARTS = 10_000;

    private final S3Client client;
    private final String name;
    private final AwsRequestOverrideConfiguration soon;
    private final long partSize;

    /**
     * @param patience how long a short answer may take, tries that failed included
     * @param partSize what is larger is put in parts of at least that size; the interface wants 5 MiB or more
     */
    Bucket(S3Client client, String name, Duration patience, long partSize) {
        this.client = client;
        this.name = name;
        this.soon = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(patience)
                .build();
        this.partSize = partSize;
    }

    /** How long the blob is; empty if it is not there. */
    OptionalLong size(String sha256) throws IOException {
        try {
            return OptionalLong.of(client.headObject(head ->
                            head.bucket(name).key(BlobNames.place(sha256)).overrideConfiguration(soon))
                    .contentLength());
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return OptionalLong.empty();
            }
            throw failure(e);
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** Some bytes of the blob, all that were asked for. */
    byte[] read(String sha256, long position, int length) throws IOException {
        if (length == 0) {
            return new byte[0]; // a range cannot say that
        }
        String range = "bytes=" + position + "-" + (position + length - 1);
        byte[] bytes = reading(
                sha256,
                () -> client.getObjectAsBytes(get -> get.bucket(name)
                                .key(BlobNames.place(sha256))
                                .range(range)
                                .overrideConfiguration(soon))
                        .asByteArrayUnsafe());
        if (bytes.length != length) {
            throw new IOException("%d instead of %d bytes of %s".formatted(bytes.length, length, sha256));
        }
        return bytes;
    }

    /** The whole blob, from its beginning. */
    InputStream open(String sha256) throws IOException {
        return reading(sha256, () -> client.getObject(get -> get.bucket(name).key(BlobNames.place(sha256))));
    }

    /** Puts a blob into the store, where it can be seen when it is whole and not before. */
    void put(String sha256, Path file, long size) throws IOException {
        try {
            if (size <= partSize) {
                client.putObject(
                        put -> put.bucket(name).key(BlobNames.place(sha256)).contentType(TYPE), part(file, 0, size));
            } else {
                putInParts(BlobNames.place(sha256), file, size);
            }
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    private void putInParts(String key, Path file, long size) {
        String upload = client.createMultipartUpload(
                        create -> create.bucket(name).key(key).contentType(TYPE))
                .uploadId();
        boolean complete = false;
        try {
            List<CompletedPart> parts = sendParts(key, upload, file, size);
            client.completeMultipartUpload(
                    done -> done.bucket(name).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
            complete = true;
        } finally {
            if (!complete) {
                abortQuietly(key, upload);
            }
        }
    }

    private List<CompletedPart> sendParts(String key, String upload, Path file, long size) {
        long length = Math.max(partSize, Math.ceilDiv(size, MOST_PARTS));
        List<CompletedPart> parts = new ArrayList<>();
        for (long start = 0; start < size; start += length) {
            int number = parts.size() + 1;
            RequestBody body = part(file, start, Math.min(length, size - start));
            String etag = client.uploadPart(
                            put -> put.bucket(name).key(key).uploadId(upload).partNumber(number), body)
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        return parts;
    }

    /** Opened anew for every try. */
    private static RequestBody part(Path file, long start, long length) {
        return RequestBody.fromContentProvider(() -> FilePart.open(file, start, length), length, TYPE);
    }

    /** Removes a blob; it is no failure if it is not there. */
    void delete(String sha256) throws IOException {
        try {
            client.deleteObject(delete -> delete.bucket(name).key(BlobNames.place(sha256)));
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** Gives up uploads in parts that were begun before the limit, and says how many. */
    int abortUploads(Instant limit) throws IOException {
        try {
            int aborted = 0;
            @Nullable String key = null;
            @Nullable String upload = null;
            ListMultipartUploadsResponse page;
            do {
                page = uploads(key, upload);
                for (MultipartUpload found : page.uploads()) {
                    if (found.initiated().isBefore(limit)) {
                        abortQuietly(found.key(), found.uploadId());
                        aborted++;
                    }
                }
                key = page.nextKeyMarker();
                upload = page.nextUploadIdMarker();
            } while (Boolean.TRUE.equals(page.isTruncated()) && key != null);
            return aborted;
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    private ListMultipartUploadsResponse uploads(@Nullable String key, @Nullable String upload) {
        return client.listMultipartUploads(
                list -> list.bucket(name).keyMarker(key).uploadIdMarker(upload));
    }

    private void abortQuietly(String key, String upload) {
        try {
            client.abortMultipartUpload(abort -> abort.bucket(name).key(key).uploadId(upload));
        } catch (RuntimeException _) {
            // It has gone meanwhile, or a later sweep takes it.
        }
    }

    /** Whether the store answers for this bucket. */
    boolean isThere() {
        try {
            client.headBucket(head -> head.bucket(name).overrideConfiguration(soon));
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static <T> T reading(String sha256, Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                throw new NoSuchFileException(sha256);
            }
            throw failure(e);
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** Not only of exceptions of the client's own: what an interrupt does to it comes out as anything. */
    private static IOException failure(RuntimeException cause) {
        return new IOException("the object store: " + cause.getMessage(), cause);
    }
}
