package dev.latchkey.link.publiclink;

import dev.latchkey.link.batch.CallsByKey;
import dev.latchkey.link.limit.LinkLimits;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** All public links, of both dialects. */
@ApplicationScoped
public class PublicLinks {

    private static final int COUNT_ATTEMPTS = 3;

    /** How long visitors of a link wait for the database's answer to others. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How many protected links to the same are tried with a password; beyond that a new link is made. */
    private static final int PASSWORDS_COMPARED = 8;

    private final LinkRepository rows;
    private final Codes codes;
    private final LinkPasswords passwords;
    private final RevocationFeed revocations;
    private final Clock clock;
    private final CallsByKey<LinkId, Boolean> downloads;

    PublicLinks(LinkRepository rows, Codes codes, LinkPasswords passwords, RevocationFeed revocations, Clock clock) {
        this.rows = rows;
        this.codes = codes;
        this.passwords = passwords;
        this.revocations = revocations;
        this.clock = clock;
        this.downloads = new CallsByKey<>(this::count, PATIENCE);
    }

    /** The link with that code, long or short, deleted ones included, if there ever was one. */
    Optional<PublicLink> find(LinkCode code) {
        return rows.byCode(code);
    }

    /** The link with that number, deleted ones included, if there ever was one. */
    Optional<PublicLink> find(LinkNumber number) {
        return rows.byNumber(number);
    }

    /** An account's links, oldest first; those past their limits included, deleted ones not. */
    @Transactional
    public List<PublicLink> ofOwner(AccountId owner) {
        return rows.ofOwner(owner).stream().map(LinkEntity::link).toList();
    }

    /**
     * A link as wanted: the one that the owner already has, if it leads to the same with the same limits and password
     * and may still be used; else a new one. Links with a number stay out of this: each is made for one recipient.
     *
     * @throws dev.latchkey.protocol.error.ApiException 5002 when too many passwords wait to be judged
     */
    public PublicLink findOrMake(NewLink wanted) {
        if (wanted.password().isEmpty()) {
            return findOrMake(wanted, Optional.empty(), Set.of()).orElseThrow();
        }
        // Hashes are slow: they are compared and made before the transaction, which holds a connection and the owner's
        // turn. A link that was made in between is compared, too, and everything tried again.
        String password = wanted.password().get();
        Set<PasswordHash> others = new HashSet<>();
        Optional<PasswordHash> fresh = Optional.empty();
        while (true) {
            Optional<PasswordHash> known = known(wanted, password, others);
            if (known.isEmpty() && fresh.isEmpty()) {
                fresh = Optional.of(passwords.hash(password));
            }
            Optional<PublicLink> link = findOrMake(wanted, known.isPresent() ? known : fresh, others);
            if (link.isPresent()) {
                return link.get();
            }
        }
    }

    /** The owner's links that are as wanted but for their passwords, newest first. */
    @Transactional
    List<PublicLink> alike(NewLink wanted) {
        return rowsAlike(wanted).stream()
                .map(LinkEntity::link)
                .sorted(Comparator.comparing(PublicLink::created).reversed())
                .toList();
    }

    /**
     * The link as wanted, found or made; nothing when there is one whose password has to be compared first.
     *
     * @param hash the wanted password's
     * @param others hashes of other passwords
     */
    @Transactional
    Optional<PublicLink> findOrMake(NewLink wanted, Optional<PasswordHash> hash, Set<PasswordHash> others) {
        rows.oneMakerPerOwner(wanted.owner());
        List<LinkEntity> alike = rowsAlike(wanted);
        for (LinkEntity row : alike) {
            if (isAsWanted(row, wanted, hash)) {
                // It may be changed or deleted at this moment: it counts as it is when that is done.
                rows.lock(row);
                if (isAsWanted(row, wanted, hash)) {
                    return Optional.of(withShortCode(row, wanted));
                }
            }
        }
        boolean comparedEnough = hash.isEmpty() || others.size() >= PASSWORDS_COMPARED;
        if (!comparedEnough
                && alike.stream()
                        .flatMap(row -> row.link().password().stream())
                        .anyMatch(other -> !others.contains(other) && !other.equals(hash.get()))) {
            return Optional.empty();
        }
        LinkEntity made = make(wanted.owner(), wanted.target(), wanted.limits(), hash, Optional.empty());
        return Optional.of(withShortCode(made, wanted));
    }

    /** A new link with a number as the Tuyu dialect gives out. */
    @Transactional
    public PublicLink makeNumbered(AccountId owner, LinkTarget target, LinkLimits limits) {
        return make(owner, target, limits, Optional.empty(), Optional.of(codes.number()))
                .link();
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
    public void countDownload(PublicLink link) {
        for (int attempt = 0; attempt < COUNT_ATTEMPTS; attempt++) {
            if (downloads.ask(link.id())) {
                return;
            }
            // Refused: say why. A link found alive again was given new limits in between, so it is tried once more.
            rows.byId(link.id())
                    .map(current -> current.state(clock.instant()))
                    .orElse(LinkState.DELETED)
                    .check();
        }
        throw ApiError.NO_SERVER_AVAILABLE.exception("link " + link.id() + " changed too often to count a download");
    }

    /** Counts those who came at the same time, or as many of the first of them as there is room for. */
    private List<Boolean> count(LinkId link, int visitors) {
        int counted = rows.countDownloads(link, visitors, clock.instant());
        return IntStream.range(0, visitors).mapToObj(place -> place < counted).toList();
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

    /** The hash of the password, if one of the latest links alike has it; others' hashes are added to the others. */
    private Optional<PasswordHash> known(NewLink wanted, String password, Set<PasswordHash> others) {
        for (PublicLink link : alike(wanted)) {
            if (others.size() >= PASSWORDS_COMPARED) {
                break;
            }
            if (link.password().isPresent() && !others.contains(link.password().get())) {
                if (passwords.isSame(link.password().get(), password)) {
                    return link.password();
                }
                others.add(link.password().get());
            }
        }
        return Optional.empty();
    }

    private List<LinkEntity> rowsAlike(NewLink wanted) {
        return rows.ofOwner(wanted.owner(), wanted.target()).stream()
                .filter(row -> isAlike(row, wanted))
                .toList();
    }

    private boolean isAlike(LinkEntity row, NewLink wanted) {
        PublicLink link = row.link();
        return link.number().isEmpty()
                && link.limits().equals(wanted.limits())
                && link.state(clock.instant()) == LinkState.LIVE;
    }

    private boolean isAsWanted(LinkEntity row, NewLink wanted, Optional<PasswordHash> hash) {
        return isAlike(row, wanted) && row.link().password().equals(hash);
    }

    private PublicLink withShortCode(LinkEntity row, NewLink wanted) {
        if (wanted.withShortCode() && row.shortCode == null) {
            row.shortCode = codes.shortCode().value();
        }
        return row.link();
    }

    private LinkEntity make(
            AccountId owner,
            LinkTarget target,
            LinkLimits limits,
            Optional<PasswordHash> hash,
            Optional<LinkNumber> number) {
        LinkEntity row = new LinkEntity();
        row.owner = owner.value();
        row.leadTo(target);
        row.code = codes.code().value();
        row.publicNumber = number.map(LinkNumber::value).orElse(null);
        row.limit(limits);
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
