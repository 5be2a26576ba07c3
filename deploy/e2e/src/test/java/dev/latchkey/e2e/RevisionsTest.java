package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Service;
import dev.latchkey.local.demo.Mp3;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Older contents of a file can be had as long as they are kept. */
@WholeSystem
class RevisionsTest {

    private static final byte[] SONG = Sounds.wav(Duration.ofSeconds(2));
    private static final byte[] NOTES = "no song any more".getBytes(StandardCharsets.UTF_8);

    private final Latchkey latchkey;
    private final Api owner;
    private final long file;
    private final long older;
    private final long current;
    private final long other;

    RevisionsTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        Person person = latchkey.newPerson();
        InternalCalls fileService = latchkey.internal(Service.FILE);
        this.owner = person.api();
        this.file = owner.upload("song", SONG);
        this.older = fileService.currentRevision(person, file);
        assertThat(owner.upload("song", NOTES)).isEqualTo(file);
        this.current = fileService.currentRevision(person, file);
        this.other = fileService.currentRevision(person, owner.upload("other", SONG));
    }

    @Test
    void the_link_of_an_older_revision_leads_to_the_older_bytes() {
        Answer checksums =
                owner.call("checksumfile", "fileid", file, "revisionid", older).ok();
        Answer link =
                owner.call("getfilelink", "fileid", file, "revisionid", older).ok();
        byte[] bytes = latchkey.bytes(latchkey.contentOf(link));

        assertThat(bytes).isEqualTo(SONG);
        assertThat(checksums.text("sha256")).isEqualTo(BlobFolder.sha256(bytes));
        assertThat(link.number("size")).isEqualTo(SONG.length);
        assertThat(owner.call("stat", "fileid", file, "revisionid", older).ok().number("metadata/size"))
                .isEqualTo(SONG.length);

        for (Answer now : new Answer[] {
            owner.call("getfilelink", "fileid", file), owner.call("getfilelink", "path", "/song", "revisionid", current)
        }) {
            assertThat(latchkey.bytes(latchkey.contentOf(now))).isEqualTo(NOTES);
        }
        assertThat(owner.call("checksumfile", "fileid", file).ok().text("sha256"))
                .isEqualTo(BlobFolder.sha256(NOTES));
    }

    @Test
    void an_older_revision_sounds_although_the_current_one_does_not() {
        owner.call("getaudiolink", "fileid", file).fails(2044);

        Answer link = owner.call("getaudiolink", "fileid", file, "revisionid", older, "abitrate", 64)
                .ok();

        assertThat(Mp3.read(latchkey.bytes(latchkey.contentOf(link))).bitRates())
                .containsExactly(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getfilelink", "getaudiolink", "checksumfile", "stat"})
    void revisions_that_the_file_does_not_have(String method) {
        owner.call(method, "fileid", file, "revisionid", Long.MAX_VALUE)
                .fails(2029, "Revision with provided 'revisionid' not found.");
        owner.call(method, "fileid", file, "revisionid", other).fails(2029);
        assertThat(latchkey.newPerson()
                        .api()
                        .call(method, "fileid", file, "revisionid", older)
                        .result())
                .as("a revision of somebody else's file")
                .isIn(2003, 2009);
    }
}
