package dev.latchkey.e2e;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Many clients at once. */
final class Parallel {

    private Parallel() {}

    /** So many begin the same at the same moment; all that came of it. The first failure is thrown. */
    static <T> List<T> allAtOnce(int count, Callable<T> work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> results = Stream.generate(() -> workers.submit(() -> {
                        start.await();
                        return work.call();
                    }))
                    .limit(count)
                    .toList();
            start.countDown();
            return all(results);
        }
    }

    /** Does something with each, so many at a time. The first failure is thrown. */
    static <T> void forEach(int atOnce, Collection<T> subjects, Consumer<T> work) throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
            all(subjects.stream()
                    .map(subject -> workers.submit(() -> {
                        work.accept(subject);
                        return subject;
                    }))
                    .toList());
        }
    }

    private static <T> List<T> all(List<Future<T>> results) throws Exception {
        List<T> all = new ArrayList<>();
        for (Future<T> result : results) {
            all.add(result.get());
        }
        return all;
    }
}
