package dev.latchkey.file.download;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.signedurl.SignedUrlCodec;
import dev.latchkey.protocol.testing.Declarations.Field;
import dev.latchkey.protocol.testing.OpenOperation;
import dev.latchkey.protocol.testing.OpenOperation.Answer;
import dev.latchkey.protocol.testing.OpenOperation.Header;
import dev.latchkey.protocol.testing.OpenOperation.Parameter;
import dev.latchkey.protocol.testing.OpenOperation.Place;
import dev.latchkey.protocol.testing.PublicRoute.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the content path offers. It is no resource, so it is described here: refusals from {@link Refusal}, the rest is
 * held against real answers by {@code ContentOperationsTest}.
 */
public final class ContentOperations {

    private static final String ANY_TYPE = "*/*";
    private static final String JSON = "application/json";

    private static final Header BYTES = header(Headers.ACCEPT_RANGES, "bytes.");
    private static final List<Header> OF_ALL = List.of(
            header(Headers.ETAG, "Strong; names the content, and for an MP3 how it is made."),
            header(Headers.CACHE_CONTROL, "How long it may be kept: until the URL ends."),
            header(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff."));
    private static final List<Header> OF_CONTENT = List.of(
            header(Headers.CONTENT_LENGTH, "Bytes of the body, also on HEAD."),
            BYTES,
            header(
                    Headers.CONTENT_DISPOSITION,
                    "inline, or attachment for forced downloads; with the file's name, if the URL has it."),
            new Header("Content-Security-Policy", "A sandbox, unless the type is known to be harmless."),
            new Header("X-Audio-Bitrate", "kbit/s that are really served; of an MP3."));
    private static final List<Header> OF_REFUSALS = List.of(
            header(Headers.X_ERROR, "The error's code."),
            header(Headers.CACHE_CONTROL, "no-store."),
            header(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff."));

    private ContentOperations() {}

    /** All of them. */
    public static List<OpenOperation> declared() {
        return Stream.of(SignedUrlCodec.PATH + "{token}", SignedUrlCodec.PATH + "{token}/{name}")
                .flatMap(path -> Stream.of(CrossOrigin.METHODS.split(", ")).map(verb -> operation(verb, path)))
                .toList();
    }

    private static OpenOperation operation(String verb, String path) {
        boolean named = path.endsWith("{name}");
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Parameter.text(
                Place.PATH,
                "token",
                "What is served to whom and until when, signed; docs/signed-urls.md has its layout."));
        if (named) {
            parameters.add(Parameter.text(Place.PATH, "name", "The file's name; signed, too."));
        }
        if (!verb.equals("OPTIONS")) {
            parameters.addAll(parametersOfContent());
        }
        return new OpenOperation(
                verb.toLowerCase(Locale.ROOT) + (named ? "Named" : "") + "Content",
                verb,
                path,
                Site.CONTENT,
                summary(verb),
                Optional.of("the URL is signed"),
                parameters,
                switch (verb) {
                    case "OPTIONS" ->
                        List.of(Answer.plain(
                                204, "What is allowed here.", List.of(), List.of(new Header("Allow", "The verbs."))));
                    case "HEAD" -> answers(List.of(), List.of(), List.of());
                    default -> answers(List.of(ANY_TYPE), List.of(ANY_TYPE, "multipart/byteranges"), List.of(JSON));
                });
    }

    private static String summary(String verb) {
        return switch (verb) {
            case "GET" -> "Sends the content that a signed URL stands for.";
            case "HEAD" -> "Says what GET would, without the content.";
            case "OPTIONS" -> "Tells browsers whether scripts of other sites may read content.";
            default -> throw new IllegalStateException("What does " + verb + "?");
        };
    }

    private static List<Parameter> parametersOfContent() {
        return List.of(
                new Parameter(
                        Place.QUERY,
                        new Field(
                                "start",
                                "seconds",
                                true,
                                "Begins there; fractions are allowed. Of an MP3 only.",
                                List.of())),
                sent(Headers.RANGE, "Parts of the content: bytes=a-b, a- or -n."),
                sent(Headers.IF_RANGE, "An entity tag; Range is ignored unless it is the content's."),
                sent(Headers.IF_MATCH, "Entity tags; 412 unless the content's is among them."),
                sent(Headers.IF_NONE_MATCH, "Entity tags; 304 if the content's is among them."));
    }

    private static List<Answer> answers(List<String> whole, List<String> part, List<String> refusal) {
        List<Answer> answers = new ArrayList<>(List.of(
                Answer.plain(
                        200,
                        "All of the content; also where Range is malformed or If-Range names other content.",
                        whole,
                        both(OF_ALL, OF_CONTENT)),
                Answer.plain(
                        206,
                        "The parts that were asked for.",
                        part,
                        both(
                                both(OF_ALL, OF_CONTENT),
                                List.of(header(
                                        Headers.CONTENT_RANGE,
                                        "bytes first-last/size; of several parts each has its own.")))),
                Answer.plain(304, "If-None-Match names this content.", List.of(), OF_ALL),
                Answer.plain(
                        416,
                        "The range lies outside.",
                        List.of(),
                        both(OF_ALL, List.of(BYTES, header(Headers.CONTENT_RANGE, "bytes */size."))))));
        Stream.of(Refusal.values())
                .filter(refused -> refused != Refusal.WRONG_METHOD)
                .collect(Collectors.groupingBy(
                        Refusal::status,
                        TreeMap::new,
                        Collectors.mapping(Refusal::error, Collectors.toCollection(TreeSet<ApiError>::new))))
                .forEach((status, errors) -> answers.add(Answer.refusal(
                        status,
                        List.copyOf(errors),
                        refusal,
                        status == 503
                                ? both(OF_REFUSALS, List.of(new Header("Retry-After", "Seconds.")))
                                : OF_REFUSALS)));
        return answers;
    }

    private static Parameter sent(CharSequence name, String doc) {
        return Parameter.text(Place.HEADER, name.toString(), doc);
    }

    private static Header header(CharSequence name, String doc) {
        return new Header(name.toString(), doc);
    }

    private static List<Header> both(List<Header> some, List<Header> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
