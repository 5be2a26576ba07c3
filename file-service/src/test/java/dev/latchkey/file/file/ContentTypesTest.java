package dev.latchkey.file.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.remote.Category;
import dev.latchkey.protocol.remote.Icon;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTest {

    private static final Pattern ROW =
            Pattern.compile("[a-z]+/[a-zA-Z0-9.+-]+\t[a-z]+\t[a-z]+\t(thumb|-)\t[a-z0-9+]+( [a-z0-9+]+)*");

    @ParameterizedTest
    @CsvSource(delimiter = ':', textBlock = """
            song.mp3:audio/mpeg:AUDIO:AUDIO:false
            SONG.MP3:audio/mpeg:AUDIO:AUDIO:false
            a.b.flac:audio/flac:AUDIO:AUDIO:false
            photo.JPG:image/jpeg:IMAGE:IMAGE:true
            drawing.svg:image/svg+xml:IMAGE:IMAGE:false
            film.mkv:video/x-matroska:VIDEO:VIDEO:true
            letter.docx:application/vnd.openxmlformats-officedocument.wordprocessingml.document:DOCUMENT:DOCUMENT:false
            table.xlsx:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet:SPREADSHEET:DOCUMENT:false
            backup.tar:application/x-tar:ARCHIVE:ARCHIVE:false
            app.apk:application/vnd.android.package-archive:PACKAGE:ARCHIVE:false
            disk.iso:application/x-iso9660-image:DISKIMAGE:ARCHIVE:false
            setup.exe:application/x-msdownload:EXECUTABLE:OTHER:false
            page.html:text/html:WEB:DOCUMENT:false
            font.woff2:font/woff2:FONT:OTHER:false
            track.gpx:application/gpx+xml:GIS:OTHER:false
            data.sqlite:application/vnd.sqlite3:DATABASE:OTHER:false
            noextension:application/octet-stream:FILE:OTHER:false
            trailing.:application/octet-stream:FILE:OTHER:false
            odd.unknownext:application/octet-stream:FILE:OTHER:false
            """)
    void the_extension_decides(String name, String type, Icon icon, Category category, boolean thumb) {
        assertThat(ContentTypes.of(name, Optional.empty())).isEqualTo(new ContentType(type, icon, category, thumb));
    }

    @Test
    void the_first_bytes_decide_only_where_the_extension_says_nothing() {
        assertThat(ContentTypes.of("cover", Optional.of("image/png")).mimeType())
                .isEqualTo("image/png");
        assertThat(ContentTypes.of("cover.txt", Optional.of("image/png")).mimeType())
                .isEqualTo("text/plain");
    }

    @Test
    void a_telling_name_has_the_extension_that_the_first_bytes_call_for() {
        assertThat(ContentTypes.tellingName("song", Optional.of("audio/mpeg"))).isEqualTo("song.mp3");
        assertThat(ContentTypes.tellingName("song.ogg", Optional.of("audio/mpeg")))
                .isEqualTo("song.ogg");
        assertThat(ContentTypes.tellingName("song", Optional.empty())).isEqualTo("song");
    }

    @Test
    void every_row_of_the_table_has_the_form_its_head_says() {
        List<String> rows = ContentTypes.table().stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(200).allMatch(ROW.asMatchPredicate());
        assertThat(rows.stream().map(row -> row.split("\t")[0])).doesNotHaveDuplicates();
    }
}
