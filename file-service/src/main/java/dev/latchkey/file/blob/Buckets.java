package dev.latchkey.file.blob;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens the bucket that the settings name. Nothing is sent before something is wanted of it. */
final class Buckets {

    static final long PART_SIZE = 16 << 20;

    private Buckets() {}

    /** @throws IllegalStateException if a setting is missing */
    static Bucket open(S3Config config) {
        return new Bucket(client(config), required(config.bucket(), "bucket"), config.patience(), PART_SIZE);
    }

    static S3Client client(S3Config config) {
        AwsBasicCredentials credentials = AwsBasicCredentials.create(
                required(config.accessKey(), "access-key"), required(config.secretKey(), "secret-key"));
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .forcePathStyle(config.pathStyle())
                // Stores other than Amazon's do not know all of its checksums; ours is in the name.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(config.patience())
                        .socketTimeout(config.timeout()))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(config.timeout()));
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static String required(Optional<String> setting, String name) {
        return setting.orElseThrow(() -> new IllegalStateException(
                "latchkey.file.s3." + name + " is missing, which latchkey.file.blobs.store=s3 needs"));
    }
}
