package org.plumbline.collector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.plumbline.model.Answer;
import org.plumbline.model.Attempt;
import org.plumbline.model.Entry;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;
import org.plumbline.store.Facts;
import org.plumbline.store.Store;
import org.plumbline.store.TestClock;
import org.plumbline.store.embedded.EmbeddedStore;

/**
 * Durable measurements a second, from HTTP post to acknowledgement, client and server in one
 * process. Not a test: a figure to be written down with its date and machine.
 *
 * <p>Arguments: posters, measurements a post, seconds.
 */
final class IngestBench {
  private IngestBench() {}

  @SuppressWarnings("SystemOut") // a program of its own
  public static void main(String[] arguments) throws Exception {
    int posters = Integer.parseInt(arguments[0]);
    int size = Integer.parseInt(arguments[1]);
    Duration duration = Duration.ofSeconds(Long.parseLong(arguments[2]));
    Path folder = Files.createTempDirectory("ingest-bench");
    AtomicLong acknowledged = new AtomicLong();
    AtomicLong plainBytes = new AtomicLong();
    InstantSource clock = InstantSource.system();
    try (Store store = EmbeddedStore.open(folder, clock);
        Collector collector = Collector.of(store, new TestClock(clock.instant()))) {
      double cpuBefore = cpuSeconds();
      long begin = System.nanoTime();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < posters; i++) {
        String vantage = "bench-" + i;
        collector.post(
            Collector.ADMIN, Facts.service("shop", "Shop"), Facts.vantage(vantage, "Oslo"));
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  long sequence = 1;
                  while (System.nanoTime() - begin < duration.toNanos()) {
                    Entry[] batch = new Entry[size];
                    for (int j = 0; j < size; j++) {
                      batch[j] = measurement(vantage, sequence++);
                    }
                    byte[] plain = Collector.lines(batch).getBytes(StandardCharsets.UTF_8);
                    HttpResponse<String> answer =
                        collector.post(Collector.ADMIN, gzip(plain), "Content-Encoding", "gzip");
                    if (!answer.body().startsWith("{\"accepted\":" + size)) {
                      throw new IllegalStateException(answer.body());
                    }
                    acknowledged.addAndGet(size);
                    plainBytes.addAndGet(plain.length);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          "%d posters x %d: %.0f durable measurements/s over %.1f s, %d bytes a measurement"
              + " plain, %d on disk, %.3f CPU-s a thousand (client and server)%n",
          posters,
          size,
          acknowledged.get() / seconds,
          seconds,
          plainBytes.get() / acknowledged.get(),
          sizeOf(folder) / acknowledged.get(),
          (cpuSeconds() - cpuBefore) * 1_000 / acknowledged.get());
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  private static long sizeOf(Path folder) throws IOException {
    return Files.size(folder.resolve("log.db"));
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }

  /** A healthy routine run of https. */
  private static Measurement measurement(String vantage, long sequence) {
    Measurement plain = Facts.measurement(vantage, 1, sequence);
    Attempt attempt =
        new Attempt(
            Duration.ofNanos(1_000_000L + sequence * 7_919_000L % 90_000_000L), new Outcome.Ok());
    String address = "192.0.2." + sequence % 200;
    List<Observation> observations =
        List.of(
            new Observation.Dns(
                attempt,
                new Resolver("isp", "198.51.100.1", "Example"),
                new Question("www.shop.example", "A"),
                "NOERROR",
                List.of(
                    new Answer("www.shop.example", "CNAME", 60, "shop.cdn.example", null, null),
                    new Answer("shop.cdn.example", "A", 60, address, 64500L, "Example CDN")),
                false,
                List.of(),
                null,
                "udp"),
            new Observation.Tcp(attempt, address, 64500L, 443),
            new Observation.Tls(
                attempt,
                address,
                "www.shop.example",
                false,
                "TLS1.3",
                null,
                "h2",
                List.of(),
                null));
    return new Measurement(
        plain.id(),
        plain.check(),
        plain.service(),
        plain.vantage(),
        plain.at().plusMillis(sequence),
        plain.family(),
        plain.depth(),
        plain.trigger(),
        null,
        null,
        observations);
  }
}
