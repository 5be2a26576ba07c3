package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A limit holds however many come at once. */
@WholeSystem
class DownloadLimitTest {

    private static final int LIMIT = 7;
    private static final int VISITORS = 200;
    /** "No servers available, try again later", which a machine busy with other things may well say to 200 at once. */
    private static final int LATER = 5002;

    @Test
    void of_200_at_once_7_get_a_url(Latchkey latchkey) throws Exception {
        Person owner = latchkey.newPerson();
        long file = owner.api().upload("wanted.txt", "one of seven".getBytes(StandardCharsets.UTF_8));
        String code = owner.api()
                .call("getfilepublink", "fileid", file, "maxdownloads", LIMIT)
                .ok()
                .text("code");

        List<Answer> answers = Parallel.allAtOnce(
                VISITORS,
                () -> Await.until(
                        "the visitor is told yes or no",
                        () -> latchkey.anyone().call("getpublinkdownload", "code", code),
                        answer -> answer.result() != LATER));

        Map<Integer, Long> results =
                answers.stream().collect(Collectors.groupingBy(Answer::result, Collectors.counting()));
        assertThat(results).isEqualTo(Map.of(0, (long) LIMIT, 7006, (long) (VISITORS - LIMIT)));
        assertThat(answers.stream()
                        .filter(Answer::isOk)
                        .map(latchkey::contentOf)
                        .map(latchkey::bytes))
                .allSatisfy(bytes ->
                        assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo("one of seven"));
        assertThat(owner.api().call("listpublinks").ok().number("publinks/0/downloads"))
                .isEqualTo(LIMIT);
    }
}
