package org.plumbline.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.plumbline.access.Issuing;
import org.plumbline.store.Store;
import org.plumbline.store.StoreException;
import org.plumbline.store.Token;
import org.plumbline.store.embedded.EmbeddedStore;
import org.plumbline.wire.IssuedToken;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;

/**
 * Where tokens are made and taken away: at a server that runs, or in the folder of one that does
 * not.
 */
sealed interface TokenDesk extends AutoCloseable {
  /**
   * @param name empty for one that is made up
   * @throws Complaint when it cannot be made
   */
  IssuedToken issue(Token.Scope scope, String name);

  List<IssuedToken> all();

  /** False when there is no token of that name. */
  boolean revoke(String name);

  @Override
  void close();

  /**
   * The desk of a data folder. Who can read it is its owner, and needs no other proof.
   *
   * @throws Complaint when there is no such folder, or it cannot be used
   */
  static TokenDesk of(Path data) {
    if (!Files.isDirectory(data)) {
      throw new Complaint(
          ExitStatus.FAULT,
          "there is no data folder "
              + data
              + ": start a server first (plumb up), or say --data DIR or --server URL");
    }
    StoreException taken;
    try {
      return new Folder(EmbeddedStore.open(data, InstantSource.system()));
    } catch (StoreException e) {
      taken = e;
    }
    try {
      Optional<ServerFile> running = ServerFile.read(data);
      if (running.isPresent()) {
        return new Served(running.get().address(), running.get().token());
      }
    } catch (IOException e) {
      throw Complaint.unreadable(data.toString(), e);
    }
    throw new Complaint(ExitStatus.FAULT, String.valueOf(taken.getMessage()));
  }

  /** The folder of a server that does not run. */
  record Folder(Store store) implements TokenDesk {
    @Override
    public IssuedToken issue(Token.Scope scope, String name) {
      try {
        return new Issuing(store.tokens(), InstantSource.system()).issue(scope, name);
      } catch (IllegalArgumentException e) {
        throw new Complaint(ExitStatus.WRONG_USAGE, String.valueOf(e.getMessage()));
      }
    }

    @Override
    public List<IssuedToken> all() {
      return Issuing.issued(store.tokens());
    }

    @Override
    public boolean revoke(String name) {
      return store.tokens().remove(name);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /** A server that runs. */
  record Served(HttpClient http, URI server, String token) implements TokenDesk {
    private static final Duration EXCHANGE = Duration.ofSeconds(20);
    private static final int REPLY_BYTES_MAX = 4 << 20;
    private static final int NOT_FOUND = 404;

    @Override
    public String toString() {
      return "Served[" + server + "]";
    }

    Served(URI server, String token) {
      this(HttpClient.newBuilder().connectTimeout(EXCHANGE).build(), server, token);
    }

    @Override
    public IssuedToken issue(Token.Scope scope, String name) {
      byte[] asked = Wire.write(new IssuedToken(name, scope.word(), null, null, null));
      try {
        return Wire.readToken(
            good(send("POST", "/v1/tokens", HttpRequest.BodyPublishers.ofByteArray(asked))).body());
      } catch (Unreadable e) {
        throw noServer();
      }
    }

    @Override
    public List<IssuedToken> all() {
      try {
        return Wire.readTokens(
            good(send("GET", "/v1/tokens", HttpRequest.BodyPublishers.noBody())).body());
      } catch (Unreadable e) {
        throw noServer();
      }
    }

    @Override
    public boolean revoke(String name) {
      String path =
          "/v1/tokens/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
      HttpResponse<byte[]> reply = send("DELETE", path, HttpRequest.BodyPublishers.noBody());
      return reply.statusCode() != NOT_FOUND && good(reply).statusCode() != NOT_FOUND;
    }

    private Complaint noServer() {
      return new Complaint(
          ExitStatus.FAULT, "what answers at " + server + " is no Plumbline server");
    }

    private HttpResponse<byte[]> send(String method, String path, HttpRequest.BodyPublisher body) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server + path))
              .timeout(EXCHANGE)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(method, body)
              .build();
      try {
        return http.send(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), REPLY_BYTES_MAX));
      } catch (IOException e) {
        throw new Complaint(ExitStatus.FAULT, "the server at " + server + " does not answer");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Complaint(ExitStatus.FAULT, "interrupted");
      }
    }

    private HttpResponse<byte[]> good(HttpResponse<byte[]> reply) {
      return switch (reply.statusCode()) {
        case 200, 201, 204 -> reply;
        case 400 -> throw new Complaint(ExitStatus.WRONG_USAGE, Wire.readProblem(reply.body()));
        case 401, 403 ->
            throw new Complaint(
                ExitStatus.FAULT,
                "the server does not take the admin token: " + Wire.readProblem(reply.body()));
        default ->
            throw new Complaint(
                ExitStatus.FAULT,
                "the server answers with status "
                    + reply.statusCode()
                    + ": "
                    + Wire.readProblem(reply.body()));
      };
    }

    @Override
    public void close() {
      http.shutdownNow();
    }
  }
}
