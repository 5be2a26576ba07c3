package dev.latchkey.link.publiclink;

import static java.util.Collections.nCopies;

import dev.latchkey.link.batch.CallsByKey;
import dev.latchkey.link.limit.LinkState;
import dev.latchkey.link.remote.Files;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.FileReply;
import dev.latchkey.protocol.value.FileId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What visitors of a link see before anybody asks who they are: the link, and the file, if it takes no password to get it.
 * Looked up once for all who come to the same at the same time, after the last of them came.
 */
@Singleton
final class Views {

    /**
     * How long visitors wait for the answer to others. What they ask then takes as long as their neighbour may, which comes on
     * top: two seconds in all.
     */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Files files;
    private final Clock clock;
    private final CallsByKey<Wish<LinkCode>, Optional<View>> byCode;
    private final CallsByKey<Wish<LinkNumber>, Optional<View>> byNumber;

    /**
     * One way to come to a link.
     *
     * @param address the link's
     * @param file    which file, where the link leads to many
     */
    private record Wish<A>(A address, Optional<FileId> file) {}

    /**
     * @param file empty where the link has a password, may not be used now, or does not lead to the file asked for
     */
    record View(PublicLink link, Optional<FileReply> file) {}

    @Inject
    Views(PublicLinks links, Files files, Clock clock) {
        this(links::find, links::find, files, clock, PATIENCE);
    }

    /**
     * @param byCode   looks up a link, deleted ones included
     * @param byNumber looks up a link, deleted ones included
     * @param patience how long visitors wait for the answer to others
     */
    Views(
            Function<LinkCode, Optional<PublicLink>> byCode,
            Function<LinkNumber, Optional<PublicLink>> byNumber,
            Files files,
            Clock clock,
            Duration patience) {
        this.files = files;
        this.clock = clock;
        this.byCode = views(byCode, patience);
        this.byNumber = views(byNumber, patience);
    }

    /**
     * Looks up a link by its code, and what it leads to.
     *
     * @throws dev.latchkey.protocol.error.ApiException 7001 when there never was such a link; 5002 when the file has to be
     *     asked for and nobody can tell
     */
    View find(LinkCode code, Optional<FileId> file) {
        return found(byCode.ask(new Wish<>(code, file)));
    }

    /** Looks up a link by its number, as {@link #find(LinkCode, Optional)} does by its code. */
    View find(LinkNumber number, Optional<FileId> file) {
        return found(byNumber.ask(new Wish<>(number, file)));
    }

    /** How many wait for the next look. */
    int waiting(LinkCode code, Optional<FileId> file) {
        return byCode.waiting(new Wish<>(code, file));
    }

    private <A> CallsByKey<Wish<A>, Optional<View>> views(Function<A, Optional<PublicLink>> links, Duration patience) {
        return new CallsByKey<>(
                (wish, visitors) -> nCopies(
                        visitors, links.apply(wish.address()).map(link -> new View(link, file(link, wish.file())))),
                patience);
    }

    private Optional<FileReply> file(PublicLink link, Optional<FileId> wanted) {
        boolean isOpen = link.password().isEmpty() && link.state(clock.instant()) == LinkState.LIVE;
        return isOpen && link.target().leadsTo(wanted)
                ? Optional.of(files.reply(link.question(wanted)))
                : Optional.empty();
    }

    private static View found(Optional<View> view) {
        return view.orElseThrow(ApiError.INVALID_LINK_CODE::exception);
    }
}
