package dev.latchkey.link.publiclink;

import dev.latchkey.link.limit.LinkState;
import dev.latchkey.link.revocation.RevocationFeed;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.LinkTraffic;
import dev.latchkey.protocol.remote.Revocation;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.LinkId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All public links, of both dialects. */
@ApplicationScoped
public class PublicLinks {

    private static final int COUNT_ATTEMPTS = 3;

    private final LinkRepository rows;
    private final Codes codes;
    /** How many protected links to the same are tried with a password; beyond that a new link is made. */
    private static final int PASSWORDS_COMPARED = 8;

    private final LinkPasswords passwords;
    private final RevocationFeed revocations;
    private final Clock clock;

    PublicLinks(LinkRepository rows, Codes codes, LinkPasswords passwords, RevocationFeed revocations, Clock clock) {
        this.rows = rows;
        this.codes = codes;
        this.passwords = passwords;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** The link with that code, long or short, deleted ones included; 7001 when there never was one. */
    @Transactional
    public PublicLink find(LinkCode code) {
        return rows.byCode(code).map(LinkEntity::link).orElseThrow(ApiError.INVALID_LINK_CODE::exception);
    }

    /** The link with that number, deleted ones included; 7001 when there never was one. */
    @Transactional
    public PublicLink find(LinkNumber number) {
        return rows.byNumber(number).map(LinkEntity::link).orElseThrow(ApiError.INVALID_LINK_CODE::exception);
    }

    /** An account's links, oldest first; those past their limits included, deleted ones not. */
    @Transactional
    public List<PublicLink> ofOwner(AccountId owner) {
        return rows.ofOwner(owner).stream().map(LinkEntity::link).toList();
    }

    /**
     * A link as wanted: the one that the owner already has, if it leads to the same with the same limits and password
     * and may still be used; else a new one. Links with a number stay out of this: each is made for one recipient.
     */
    public PublicLink findOrMake(NewLink wanted) {
        // Hashes are slow: they are compared and made before the transaction, which holds a connection and the owner's
        // turn.
        Optional<PasswordHash> hash =
                wanted.password().map(password -> known(wanted).orElseGet(() -> passwords.hash(password)));
        return findOrMake(wanted, hash);
    }

    /** The owner's links to the same, newest first; those for one recipient left out. */
    @Transactional
    List<PublicLink> alike(NewLink wanted) {
        return rows.ofOwner(wanted.owner(), wanted.target()).stream()
                .filter(row -> row.publicNumber == null)
                .map(LinkEntity::link)
                .filter(link -> link.limits().equals(wanted.limits()))
                .sorted(Comparator.comparing(PublicLink::created).reversed())
                .toList();
    }

    @Transactional
    PublicLink findOrMake(NewLink wanted, Optional<PasswordHash> hash) {
        rows.oneMakerPerOwner(wanted.owner());
        Optional<LinkEntity> same = rows.ofOwner(wanted.owner(), wanted.target()).stream()
                .filter(row -> row.publicNumber == null)
                .filter(row -> isAsWanted(row.link(), wanted, hash))
                .findFirst();
        LinkEntity row = same.orElseGet(() -> make(wanted, hash, Optional.empty()));
        if (wanted.withShortCode() && row.shortCode == null) {
            row.shortCode = codes.shortCode().value();
        }
        return row.link();
    }

    /** A new link with a number as the Tuyu dialect gives out. */
    @Transactional
    public PublicLink makeNumbered(NewLink wanted) {
        return make(wanted, Optional.empty(), Optional.of(codes.number())).link();
    }

    /**
     * Changes a link. What narrows or widens its use, other than a short code, also ends the URLs handed out so far.
     *
     * @throws dev.latchkey.protocol.error.ApiException 2027 when the account has no such link
     */
    @Transactional
    PublicLink change(AccountId owner, LinkId id, LinkChange change) {
        LinkEntity row = rows.owned(owner, id).orElseThrow(ApiError.LINK_NOT_FOUND::exception);
        PublicLink before = row.link();
        if (change.dropShortCode()) {
            row.shortCode = null;
        }
        if (change.makeShortCode() && row.shortCode == null) {
            row.shortCode = codes.shortCode().value();
        }
        row.limit(change.applyTo(before.limits()));
        row.protect(change.applyTo(before.password()));
        PublicLink after = row.link();
        if (!after.equals(before)) {
            row.modified = now();
        }
        if (!after.limits().equals(before.limits()) || !after.password().equals(before.password())) {
            endUrls(row);
        }
        return row.link();
    }

    /**
     * Deletes a link and ends the URLs handed out so far.
     *
     * @throws dev.latchkey.protocol.error.ApiException 2027 when the account has no such link
     */
    @Transactional
    void delete(AccountId owner, LinkId id) {
        LinkEntity row = rows.owned(owner, id).orElseThrow(ApiError.LINK_NOT_FOUND::exception);
        row.deleted = now();
        endUrls(row);
    }

    /**
     * Counts a download that is about to be handed out. Everything else must have been checked: what is counted stays
     * counted.
     *
     * @throws dev.latchkey.protocol.error.ApiException 7002, 7004, 7005 or 7006 when the link has died meanwhile
     */
    @Transactional
    public void countDownload(PublicLink link) {
        for (int attempt = 0; attempt < COUNT_ATTEMPTS; attempt++) {
            if (rows.countDownload(link.id(), clock.instant())) {
                return;
            }
            // Refused: say why. A link found alive again was given new limits in between, so it is tried once more.
            rows.getEntityManager().clear();
            rows.findByIdOptional(link.id().value())
                    .map(LinkEntity::link)
                    .map(current -> current.state(clock.instant()))
                    .orElse(LinkState.DELETED)
                    .check();
        }
        throw ApiError.NO_SERVER_AVAILABLE.exception("link " + link.id() + " changed too often to count a download");
    }

    /**
     * Adds bytes sent. A link that thereby reaches its limit hands out nothing more, and its URLs start no further
     * download.
     */
    @Transactional
    public void addTraffic(List<LinkTraffic> traffic) {
        List<Revocation> ended = new ArrayList<>();
        // Rows are locked in the order of their ids, and the feed last, so that two reports cannot wait for each other.
        traffic.stream()
                .sorted(Comparator.comparingLong(used -> used.link().value()))
                .forEach(used ->
                        rows.addTraffic(used).ifPresent(version -> ended.add(new Revocation(used.link(), version))));
        ended.forEach(revocations::append);
    }

    /** The hash of the wanted password, if one of the latest links alike has it. */
    private Optional<PasswordHash> known(NewLink wanted) {
        return alike(wanted).stream()
                .filter(link -> link.password().isPresent())
                .limit(PASSWORDS_COMPARED)
                .filter(link -> passwords.isSame(link.password(), wanted.password()))
                .findFirst()
                .flatMap(PublicLink::password);
    }

    private boolean isAsWanted(PublicLink link, NewLink wanted, Optional<PasswordHash> hash) {
        return link.limits().equals(wanted.limits())
                && link.state(clock.instant()) == LinkState.LIVE
                && link.password().equals(hash);
    }

    private LinkEntity make(NewLink wanted, Optional<PasswordHash> hash, Optional<LinkNumber> number) {
        LinkEntity row = new LinkEntity();
        row.owner = wanted.owner().value();
        row.leadTo(wanted.target());
        row.code = codes.code().value();
        row.publicNumber = number.map(LinkNumber::value).orElse(null);
        row.limit(wanted.limits());
        row.protect(hash);
        row.version = 1;
        row.created = now();
        row.modified = row.created;
        rows.persist(row);
        return row;
    }

    private void endUrls(LinkEntity row) {
        row.version++;
        revocations.append(new Revocation(new LinkId(row.id), row.version));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
