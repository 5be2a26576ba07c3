package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.neighbour.Neighbours;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.Category;
import dev.latchkey.protocol.remote.Icon;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.remote.MediaTags;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Count;
import dev.latchkey.protocol.value.FileName;
import dev.latchkey.protocol.value.Flag;
import dev.latchkey.protocol.value.FolderId;
import dev.latchkey.protocol.value.WireTime;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** A small service, for the tests of what every service has. */
final class Samples {

    private Samples() {}

    /** What fails before any method is reached. */
    @Singleton
    static final class Breaking {
        void register(@Observes Router router) {
            router.route("/breaks").handler(routing -> {
                throw new IllegalStateException("broken");
            });
        }
    }

    @Path("/requestid")
    @ApiMethod(summary = "Tells the id of the request, here and as a neighbour is told.", access = Access.ANYONE)
    static final class TellRequestId {

        record Result(
                @Doc("In the log.") String logged,
                @Doc("To a neighbour.") String handedOn) {}

        private final Neighbours neighbours;
        private final String self;

        TellRequestId(Neighbours neighbours, @ConfigProperty(name = "quarkus.application.name") String self) {
            this.neighbours = neighbours;
            this.self = self;
        }

        @GET
        @RunOnVirtualThread
        public Result requestId(HttpServerRequest request) {
            URI here = URI.create("http://127.0.0.1:" + request.localAddress().port());
            return new Result(
                    String.valueOf(MDC.get("requestId")),
                    neighbours.at(here, self).get("/internal/toldrequestid"));
        }
    }

    @Path("/internal/toldrequestid")
    @Internal
    static final class ToldRequestId {

        @GET
        public String told(@RestHeader(RequestId.HEADER) Optional<String> id) {
            return id.orElse("none");
        }
    }

    @Path("/echo")
    @ApiMethod(summary = "Answers what it was asked.", access = Access.ANYONE)
    static final class Echo {

        record Params(
                @Doc("Any text.") @RestQuery Optional<String> text,
                @Doc("A folder.") @RestQuery("folderid") Optional<FolderId> folderId,
                @Doc("A name.") @RestQuery Optional<FileName> name,
                @Doc("A flag.") @RestQuery Optional<Flag> recursive,
                @Doc("A moment.") @RestQuery Optional<WireTime> expire,
                @Doc("A number.") @RestQuery("maxdownloads") Optional<Count> maxDownloads) {

            Params {
                ApiError.NO_MESSAGE.when(text.equals(Optional.of("none")));
            }
        }

        record Result(
                @Doc("The text.") Optional<String> text,
                @Doc("The folder.") Optional<Long> folderId,
                @Doc("The name.") Optional<String> fileName,
                @Doc("The flag.") boolean isRecursive,
                @Doc("The moment.") Optional<Instant> expires,
                @Doc("The number.") Optional<Long> maxDownloads) {}

        @GET
        @RunOnVirtualThread
        public Result echo(@BeanParam Params params) {
            if (params.text().equals(Optional.of("boom"))) {
                throw new IllegalStateException("secret detail");
            }
            return new Result(
                    params.text(),
                    params.folderId().map(FolderId::value),
                    params.name().map(FileName::value),
                    params.recursive().map(Flag::isSet).orElse(false),
                    params.expire().map(WireTime::instant),
                    params.maxDownloads().map(Count::value));
        }
    }

    @Path("/whoami")
    @ApiMethod(summary = "Answers who is calling.", access = Access.ACCOUNT)
    static final class WhoAmI {

        record Result(@Doc("The address.") String email) {}

        private final CurrentCall call;

        WhoAmI(CurrentCall call) {
            this.call = call;
        }

        @GET
        @RunOnVirtualThread
        public Result whoAmI() {
            return new Result(call.caller().email());
        }
    }

    @Path("/showmeta")
    @ApiMethod(summary = "Answers a metadata structure.", access = Access.ANYONE)
    static final class ShowMeta {

        record Result(@Doc("A folder with a file.") Metadata metadata) {}

        @GET
        public Result showMeta() {
            Instant time = Instant.ofEpochSecond(1_363_890_705);
            Metadata file = new Metadata(
                    7,
                    "a.mp3",
                    Optional.of(0L),
                    time,
                    time,
                    Icon.AUDIO,
                    false,
                    false,
                    Optional.empty(),
                    Optional.of(new Metadata.FileFields(5, "audio/mpeg", Category.AUDIO, -1L, MediaTags.NONE)),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty());
            return new Result(new Metadata(
                    0,
                    "/",
                    Optional.empty(),
                    time,
                    time,
                    Icon.FOLDER,
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(List.of(file)),
                    Optional.of("/"),
                    false,
                    Optional.empty()));
        }
    }

    @Path("/swallow")
    @ApiMethod(summary = "Counts the bytes of its body.", access = Access.ANYONE, body = Body.STREAM)
    static final class Swallow {

        record Params(@Doc("Any text.") @RestQuery Optional<String> text) {}

        record Result(
                @Doc("The verb.") String verb,
                @Doc("Bytes.") long size,
                @Doc("The text.") Optional<String> text) {}

        @PUT
        @RunOnVirtualThread
        public Result put(@BeanParam Params params, InputStream body) throws IOException {
            return new Result("PUT", body.transferTo(OutputStream.nullOutputStream()), params.text());
        }

        @POST
        @RunOnVirtualThread
        public Result post(@BeanParam Params params, InputStream body) throws IOException {
            return new Result("POST", body.transferTo(OutputStream.nullOutputStream()), params.text());
        }
    }

    @Path("/api/sample")
    @Open(because = "the signature is the guard")
    static final class SignedSample {

        @GET
        public String sample(@RestQuery Optional<String> text) {
            return text.orElse("nothing");
        }
    }

    @Path("/internal/ping")
    @Internal
    static final class Ping {

        @GET
        public String ping() {
            return "pong";
        }
    }

    /** Knows one caller, by whatever kind of credential. */
    @Singleton
    static final class OneCaller implements Callers {

        @Override
        public Identified identify(IdentifyRequest credentials) {
            boolean known = credentials.auth().equals(Optional.of("good"))
                    || credentials.bearer().equals(Optional.of("good"))
                    || credentials.accessToken().equals(Optional.of("good"))
                    || (credentials.username().equals(Optional.of("a@example.com"))
                            && credentials.password().equals(Optional.of("pass word+1")));
            ApiError.LOG_IN_FAILED.when(!known);
            return new Identified(
                    new Caller(new AccountId(1), "a@example.com", true, 1L << 30),
                    credentials.getAuth() ? Optional.of("issued") : Optional.empty());
        }
    }
}
