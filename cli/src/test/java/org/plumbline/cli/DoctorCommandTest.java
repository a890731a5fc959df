package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.model.Resolver;

/** {@code plumb doctor}; the resolvers of the machine that tests are never asked. */
@Timeout(60)
final class DoctorCommandTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @TempDir private Path folder;

  private static Finding resolver(int port) {
    return Findings.resolvers(List.of(new Resolver("system", "127.0.0.1@" + port, null)))
        .getFirst();
  }

  @Test
  void aResolverThatAnswersWorks() throws Exception {
    try (DatagramSocket resolver = new DatagramSocket(0, LOOPBACK)) {
      Thread answering = Thread.ofPlatform().daemon().start(() -> answer(resolver));
      assertThat(resolver(resolver.getLocalPort()).state()).isEqualTo(Finding.State.WORKS);
      answering.join();
    }
  }

  /** Sends the question back, marked as an answer. */
  private static void answer(DatagramSocket resolver) {
    DatagramPacket question = new DatagramPacket(new byte[512], 512);
    try {
      resolver.receive(question);
      byte[] answer = Arrays.copyOf(question.getData(), question.getLength());
      answer[2] |= (byte) 0x80;
      resolver.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aResolverThatIsNotThereIsAFaultWithItsMend() throws Exception {
    int nobody;
    try (DatagramSocket free = new DatagramSocket(0, LOOPBACK)) {
      nobody = free.getLocalPort();
    }
    Finding found = resolver(nobody);
    assertThat(found.state()).isEqualTo(Finding.State.FAULT);
    assertThat(found.text()).contains("does not answer").contains("resolv.conf");
    assertThat(Findings.resolvers(List.of()).getFirst().state()).isEqualTo(Finding.State.FAULT);
  }

  @Test
  void anOldJavaIsAFaultWithItsMend() {
    assertThat(Findings.java(21).text()).contains("JDK 21 is too old").contains("JAVA_HOME");
    assertThat(Findings.java(25).state()).isEqualTo(Finding.State.WORKS);
  }

  @Test
  void theDiskIsMeasuredAndNothingStaysBehind() throws Exception {
    List<Finding> found = DataFolder.findings(folder.resolve("made/later"));
    assertThat(found).extracting(Finding::name).containsExactly("data", "space", "disk");
    assertThat(found.getFirst().state()).isEqualTo(Finding.State.WORKS);
    assertThat(found.getLast().text()).contains("A durable write takes");
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(DataFolder.findings(file).getFirst().state()).isEqualTo(Finding.State.FAULT);
  }

  @Test
  void aTakenPortIsAFault() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(LOOPBACK, 0));
      InetSocketAddress at = new InetSocketAddress(LOOPBACK, taken.getLocalPort());
      Finding found = Findings.port(at);
      assertThat(found.state()).isEqualTo(Finding.State.FAULT);
      assertThat(found.text()).contains("--listen");
    }
  }
}
