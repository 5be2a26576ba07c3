package dev.latchkey.link.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.Category;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.remote.FileReply;
import dev.latchkey.protocol.remote.Icon;
import dev.latchkey.protocol.remote.MediaTags;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Files} does. */
interface FilesContract {

    AccountId OWNER = new AccountId(5);

    Files files();

    /** Makes a file be there. */
    FileHandle put(FileHandle file);

    /** Makes nobody answer. */
    void goAway();

    @Test
    default void answers_each_question_in_order_whether_or_not_the_file_is_there() {
        FileHandle one = put(file(71));
        FileHandle two = put(file(72));
        List<FileReply> replies = files().find(List.of(byId(72), byId(79), byId(71)));
        assertThat(replies)
                .containsExactly(
                        new FileReply(Optional.of(two), Optional.empty()),
                        new FileReply(Optional.empty(), Optional.of(ApiError.FILE_NOT_FOUND.code())),
                        new FileReply(Optional.of(one), Optional.empty()));
    }

    @Test
    default void finds_by_path_in_the_askers_tree() {
        FileHandle file = put(file(73));
        assertThat(files().find(byPath(OWNER, "/file73"))).isEqualTo(file);
        assertRefused(byPath(new AccountId(6), "/file73"), ApiError.FILE_NOT_FOUND);
        assertRefused(byPath(OWNER, "/none/file73"), ApiError.PARENT_NOT_FOUND);
    }

    @Test
    default void finds_the_revision_that_is_asked_for_and_no_other_files() {
        FileHandle older = put(file(74, 4));
        FileHandle newer = put(file(74, 6));
        put(file(75, 5));
        assertThat(files().find(byId(74))).isEqualTo(newer);
        assertThat(files().find(revision(74, 6))).isEqualTo(newer);
        assertThat(files().find(revision(74, 4))).isEqualTo(older);
        assertRefused(revision(74, 5), ApiError.REVISION_NOT_FOUND);
        assertRefused(revision(79, 4), ApiError.FILE_NOT_FOUND);
    }

    @Test
    default void a_file_that_is_not_there_is_told_with_its_reason() {
        assertRefused(byId(79), ApiError.FILE_NOT_FOUND);
    }

    @Test
    default void asked_nothing_it_answers_nothing() {
        assertThat(files().find(List.of())).isEmpty();
    }

    @Test
    default void nobody_there_is_no_answer() {
        goAway();
        assertRefused(byId(71), ApiError.NO_SERVER_AVAILABLE);
    }

    default void assertRefused(FileQuestion question, ApiError error) {
        assertThatThrownBy(() -> files().find(question))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    static FileQuestion byId(long id) {
        return new FileQuestion(OWNER, Optional.of(new FileId(id)), Optional.empty());
    }

    static FileQuestion revision(long id, long revision) {
        return new FileQuestion(OWNER, Optional.of(new FileId(id)), Optional.empty(), Optional.of(revision));
    }

    static FileQuestion byPath(AccountId account, String path) {
        return new FileQuestion(account, Optional.empty(), Optional.of(path));
    }

    static FileHandle file(long id) {
        return file(id, 3);
    }

    static FileHandle file(long id, long revision) {
        String name = "file" + id;
        Instant made = Instant.parse("2026-01-02T03:04:05Z");
        Metadata metadata = new Metadata(
                id,
                name,
                Optional.of(0L),
                made,
                made,
                Icon.FILE,
                false,
                false,
                Optional.empty(),
                Optional.of(new Metadata.FileFields(9, "a/b", Category.OTHER, -1, MediaTags.NONE)),
                Optional.empty(),
                Optional.of("/" + name),
                false,
                Optional.empty());
        return new FileHandle(
                new FileId(id),
                OWNER,
                List.of(8L, 7L),
                name,
                9,
                "a/b",
                "%064x".formatted(id * 100 + revision),
                revision,
                true,
                metadata);
    }
}
