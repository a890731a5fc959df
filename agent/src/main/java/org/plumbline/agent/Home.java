package org.plumbline.agent;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Assignment;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data folder of an agent, owned by one process at a time: who it is, what it was told last,
 * the number of its start, and its spool.
 */
public final class Home implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Home.class);

  private static final String LOCK = "lock";
  private static final String ENROLMENT = "enrolment";
  private static final String ASSIGNMENT = "assignment.json";
  private static final String SPOOL = "spool";
  private static final long FILE_BYTES_MAX = 16 << 20;

  /**
   * Who an agent is to its server.
   *
   * @param credential bearer token of this vantage alone; never printed
   */
  public record Enrolment(URI server, String vantage, String credential) {
    @Override
    public String toString() {
      return "Enrolment[" + vantage + " at " + server + "]";
    }
  }

  private final Path folder;
  private final FileChannel lock;

  private Home(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes a folder, which is made when there is none; only its owner may read it.
   *
   * @return empty when another process has it
   * @throws IOException when it cannot be used
   */
  public static Optional<Home> open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new Home(folder, channel));
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  /**
   * Who this agent is; empty before it was enrolled.
   *
   * @throws IOException when the file cannot be read, or says something else
   */
  public Optional<Enrolment> enrolment() throws IOException {
    Properties said = new Properties();
    try {
      said.load(new StringReader(text(ENROLMENT)));
    } catch (NoSuchFileException never) {
      return Optional.empty();
    }
    String server = said.getProperty("server");
    String vantage = said.getProperty("vantage");
    String credential = said.getProperty("credential");
    if (server == null || vantage == null || credential == null) {
      throw new FileSystemException(folder.resolve(ENROLMENT).toString(), null, "is incomplete");
    }
    return Optional.of(new Enrolment(URI.create(server), vantage, credential));
  }

  /**
   * Keeps who this agent is, durably, and readable by its owner alone.
   *
   * @param epochBefore the highest that the server knows of this vantage: all of ours are higher
   */
  public void enrol(Enrolment enrolment, int epochBefore) throws IOException {
    Epoch.notBelow(folder, epochBefore);
    write(
        ENROLMENT,
        "server=%s%nvantage=%s%ncredential=%s%n"
            .formatted(enrolment.server, enrolment.vantage, enrolment.credential)
            .getBytes(StandardCharsets.UTF_8));
  }

  /** The number of this start, see {@link Epoch}. */
  public int nextEpoch(InstantSource clock) throws IOException {
    return Epoch.next(folder, clock);
  }

  /** Bytes of facts that wait for the server. */
  public long waitingBytes() throws IOException {
    Path spool = folder.resolve(SPOOL);
    if (!Files.isDirectory(spool)) {
      return 0;
    }
    long bytes = 0;
    try (var files = Files.list(spool)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  Spool spool(String vantage, int epoch, InstantSource own) throws IOException {
    return Spool.open(folder.resolve(SPOOL), vantage, epoch, Spool.Bounds.STANDARD, own);
  }

  /** What the server said last to measure, without requests: they were for that moment. */
  Optional<Assignment> lastAssignment() {
    try {
      return Optional.of(Wire.readAssignment(text(ASSIGNMENT).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchFileException never) {
      return Optional.empty();
    } catch (IOException | Unreadable unusable) {
      LOG.warn("the last assignment cannot be read: {}", unusable.getMessage());
      return Optional.empty();
    }
  }

  void remember(Assignment assignment) {
    Assignment lasting =
        new Assignment(assignment.version(), assignment.checks(), Map.of(), List.of());
    try {
      write(ASSIGNMENT, Wire.write(lasting));
    } catch (IOException e) {
      LOG.warn("the assignment cannot be kept", e);
    }
  }

  private String text(String name) throws IOException {
    Path file = folder.resolve(name);
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw new FileSystemException(file.toString(), null, "is too large");
    }
    return Files.readString(file);
  }

  /** Whole or not at all, whenever the process ends. */
  private void write(String name, byte[] content) throws IOException {
    Path fresh = folder.resolve(name + ".new");
    Files.deleteIfExists(fresh);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (FileChannel out =
        FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(
        fresh,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    SegmentOut.syncFolder(folder);
  }

  /** Lets go of the folder. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
