package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestedRangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bytes=0-0                                | 10 | 0-0
            bytes=0-9                                | 10 | 0-9
            bytes=0-                                 | 10 | 0-9
            bytes=9-                                 | 10 | 9-9
            bytes=3-5                                | 10 | 3-5
            bytes=3-99                               | 10 | 3-9
            bytes=-1                                 | 10 | 9-9
            bytes=-10                                | 10 | 0-9
            bytes=-99                                | 10 | 0-9
            bytes=0003-0005                          | 10 | 3-5
            BYTES=3-5                                | 10 | 3-5
            'bytes= 3-5 '                            | 10 | 3-5
            'bytes=,3-5,'                            | 10 | 3-5
            bytes=3-99999999999999999999999999999    | 10 | 3-9
            bytes=-99999999999999999999999999999     | 10 | 0-9
            bytes=10-                                | 10 | none
            bytes=10-20                              | 10 | none
            bytes=99999999999999999999999999999-     | 10 | none
            bytes=-0                                 | 10 | none
            bytes=0-                                 | 0  | none
            bytes=0-0                                | 0  | none
            bytes=-5                                 | 0  | all
            bytes=5-3                                | 10 | all
            bytes=99-5                               | 10 | all
            bytes=0-1,3-4                            | 10 | 0-4
            bytes=0-1,20-30                          | 10 | 0-1
            bytes=20-30,40-                          | 10 | none
            bytes=0-1,5-3                            | 10 | all
            bytes=0-1,x                              | 10 | all
            bytes=0-99,1000-1999                     | 9000 | 0-99,1000-1999
            'bytes=1000-1999 , 0-99,,'               | 9000 | 1000-1999,0-99
            bytes=8000-,-500,0-0                     | 9000 | 8000-8999,0-0
            bytes=0-99,356-400                       | 9000 | 0-99,356-400
            bytes=0-99,355-400                       | 9000 | 0-400
            bytes=5000-5999,0-9,4000-5000,9000-      | 9000 | 4000-5999,0-9
            bytes=-1,0-                              | 9000 | 0-8999
            bytes=                                   | 10 | all
            bytes=-                                  | 10 | all
            bytes=,                                  | 10 | all
            bytes=a-b                                | 10 | all
            bytes=0x1-5                              | 10 | all
            bytes=1-5x                               | 10 | all
            bytes=+1-5                               | 10 | all
            bytes=1--5                               | 10 | all
            bytes=1 - 5                              | 10 | all
            bytes 1-5                                | 10 | all
            bytes=٣-٥                                | 10 | all
            items=1-5                                | 10 | all
            1-5                                      | 10 | all
            ''                                       | 10 | all
            """)
    void reads_every_form(String header, long length, String expected) {
        assertThat(shown(RequestedRange.parse(header, length))).isEqualTo(expected);
    }

    @Test
    void no_header_is_no_range() {
        assertThat(RequestedRange.parse(null, 10)).isEqualTo(new RequestedRange.Whole());
    }

    @Test
    void well_formed_ranges_pick_the_bytes_that_counting_picks() {
        Random random = new Random(20_260_101);
        for (int i = 0; i < 50_000; i++) {
            int length = random.nextInt(12);
            String first = random.nextInt(4) == 0 ? "" : Integer.toString(random.nextInt(14));
            String last = random.nextInt(4) == 0 ? "" : Integer.toString(random.nextInt(14));
            if (first.isEmpty() && last.isEmpty()) {
                continue;
            }

            String header = "bytes=" + first + "-" + last;
            assertThat(shown(RequestedRange.parse(header, length)))
                    .as("%s of %d", header, length)
                    .isEqualTo(counted(first, last, length));
        }
    }

    @Test
    void whatever_comes_nothing_is_thrown_and_a_part_lies_inside() {
        Random random = new Random(7);
        String alphabet = "0123456789-,= bytesx\u00e9\t";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder header = new StringBuilder(random.nextBoolean() ? "bytes=" : "");
            for (int n = random.nextInt(25); n > 0; n--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            long length = random.nextLong(1L << random.nextInt(1, 62));
            for (RequestedRange.Part part : parts(RequestedRange.parse(header.toString(), length))) {
                assertThat(part.first()).as(header.toString()).isBetween(0L, part.last());
                assertThat(part.last()).as(header.toString()).isLessThan(length);
            }
        }
    }

    @Test
    void several_parts_hold_every_byte_that_was_asked_for_once_and_no_others_but_small_gaps() {
        Random random = new Random(14);
        for (int i = 0; i < 5_000; i++) {
            int length = random.nextInt(1, 9_000);
            BitSet asked = new BitSet();
            StringBuilder header = new StringBuilder("bytes=");
            for (int n = random.nextInt(1, 9); n > 0; n--) {
                int first = random.nextInt(length);
                int last = first + random.nextInt(1_500);
                asked.set(first, Math.min(length, last + 1));
                header.append(first).append('-').append(last).append(n > 1 ? "," : "");
            }

            BitSet given = new BitSet();
            for (RequestedRange.Part part : parts(RequestedRange.parse(header.toString(), length))) {
                assertThat(given.get((int) part.first(), (int) part.last() + 1).isEmpty())
                        .as("%s: given twice", header)
                        .isTrue();
                given.set((int) part.first(), (int) part.last() + 1);
            }

            fillGaps(asked, 255);
            assertThat(given).as(header.toString()).isEqualTo(asked);
        }
    }

    @Test
    void more_parts_than_anybody_needs_are_everything() {
        String sixteen = IntStream.range(0, 16)
                .mapToObj(i -> 1_000 * i + "-" + (1_000 * i + 9))
                .collect(Collectors.joining(","));
        String nearby = IntStream.range(0, 64).mapToObj(i -> i + "-" + i).collect(Collectors.joining(","));

        assertThat(parts(RequestedRange.parse("bytes=" + sixteen, 100_000))).hasSize(16);
        assertThat(shown(RequestedRange.parse("bytes=50000-50001," + sixteen, 100_000)))
                .isEqualTo("all");
        assertThat(shown(RequestedRange.parse("bytes=" + nearby, 100_000))).isEqualTo("0-63");
        assertThat(shown(RequestedRange.parse("bytes=0-0," + nearby, 100_000))).isEqualTo("all");
    }

    /** The definition, byte by byte. */
    private static String counted(String first, String last, int length) {
        if (!first.isEmpty() && !last.isEmpty() && new BigInteger(last).compareTo(new BigInteger(first)) < 0) {
            return "all";
        }
        TreeSet<Integer> bytes = new TreeSet<>();
        for (int at = 0; at < length; at++) {
            boolean in = first.isEmpty()
                    ? at >= length - Integer.parseInt(last)
                    : at >= Integer.parseInt(first) && (last.isEmpty() || at <= Integer.parseInt(last));
            if (in) {
                bytes.add(at);
            }
        }
        if (bytes.isEmpty()) {
            return length == 0 && first.isEmpty() && !last.equals("0") ? "all" : "none";
        }
        return bytes.first() + "-" + bytes.last();
    }

    private static void fillGaps(BitSet bytes, int largest) {
        int gap = bytes.nextClearBit(bytes.nextSetBit(0));
        for (int next = bytes.nextSetBit(gap); next >= 0; next = bytes.nextSetBit(gap)) {
            if (next - gap <= largest) {
                bytes.set(gap, next);
            }
            gap = bytes.nextClearBit(next);
        }
    }

    private static List<RequestedRange.Part> parts(RequestedRange range) {
        return switch (range) {
            case RequestedRange.Part part -> List.of(part);
            case RequestedRange.Parts(List<RequestedRange.Part> parts) -> parts;
            default -> List.of();
        };
    }

    private static String shown(RequestedRange range) {
        return switch (range) {
            case RequestedRange.Whole() -> "all";
            case RequestedRange.Unsatisfiable() -> "none";
            default ->
                parts(range).stream()
                        .map(part -> part.first() + "-" + part.last())
                        .collect(Collectors.joining(","));
        };
    }
}
