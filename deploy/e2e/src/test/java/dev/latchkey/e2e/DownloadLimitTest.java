package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

        List<Answer> answers = allAtOnce(() -> Await.until(
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

    private static List<Answer> allAtOnce(Callable<Answer> call) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = Stream.generate(() -> visitors.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .limit(VISITORS)
                    .toList();
            start.countDown();
            return answers.stream().map(DownloadLimitTest::get).toList();
        }
    }

    private static Answer get(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new AssertionError("no answer: " + e, e);
        }
    }
}
