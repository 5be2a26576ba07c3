package dev.latchkey.auth.account;

import dev.latchkey.protocol.rpc.Doc;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an account is told about itself: the reply of {@code userinfo} and {@code login}. Clients parse it strictly:
 * numbers are JSON numbers, truth values JSON booleans, however little some of them mean here.
 */
public record UserInfo(
        @Doc("The account's number.") long userId,
        @Doc("The address it logs in with.") String email,
        @Doc("Whether somebody proved to read mail there.") boolean emailVerified,
        @Doc("When the account was made.") Instant registered,
        @Doc("Language id, two or three small letters.") String language,
        @Doc("Bytes the account may store.") long quota,

        @Doc("Bytes it stores; absent while nobody can tell.")
        Optional<Long> usedQuota,

        @Doc("Bytes of traffic its public links are meant for; shown only.")
        long publicLinkQuota,

        @Doc("Days deleted things are kept; shown only.") int trashRevRetentionDays,

        @Doc("Whether the account is paid for: always false.")
        boolean premium,

        @Doc("Whether it is paid for once and for all: always false.")
        boolean premiumLifetime,

        @Doc("Number of the plan: always 0.") int plan,

        @Doc("Whether it belongs to a business account: always false.")
        boolean business,

        @Doc("Whether it has a password.") boolean hasPassword,

        @Doc("Whether client-side encryption is set up: always false.")
        boolean cryptoSetup,

        @Doc("Whether client-side encryption is paid for: always false.")
        boolean cryptoSubscription,

        @Doc("Whether it is paid for once and for all: always false.")
        boolean cryptoLifetime,

        @Doc("First steps taken with the service.") Journey journey,

        @Doc("Servers to call, if asked for with getapiserver.")
        Optional<ApiServer> apiServer) {

    /** The steps a newcomer may take. Only those the server sees itself can be true. */
    public record Journey(
            @Doc("Whether a reward was claimed: always false.")
            boolean claimed,

            @Doc("The steps.") Steps steps) {

        /** One step each. */
        public record Steps(
                @Doc("The mail address is verified.") boolean verifyMail,
                @Doc("Something is stored.") boolean uploadFile,
                @Doc("Always false.") boolean autoUpload,
                @Doc("Always false.") boolean downloadApp,
                @Doc("Always false.") boolean downloadDrive,
                @Doc("Always false.") boolean sentInvitation) {}
    }

    /** The servers' names. */
    public record ApiServer(
            @Doc("Servers of the binary protocol: none.") List<String> binApi,
            @Doc("Servers of the HTTP protocol.") List<String> api) {}
}
