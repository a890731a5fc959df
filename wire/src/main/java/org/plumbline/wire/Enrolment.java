package org.plumbline.wire;

import org.plumbline.model.Vantage;

/** How an agent becomes known to a server: {@code POST /v1/enrol}. */
public final class Enrolment {
  private Enrolment() {}

  /**
   * What the agent says.
   *
   * @param token an enrolment token, which is spent by this; never printed
   * @param vantage who it is and where
   */
  public record Request(String token, Vantage vantage) {
    @Override
    public String toString() {
      return "Request[" + vantage.id() + "]";
    }
  }

  /**
   * What the server answers.
   *
   * @param vantage as it stands now
   * @param credential bearer token of this vantage alone; never printed
   * @param version of the server
   * @param epoch the highest in which the server has heard this vantage; 0 for never
   */
  public record Answer(Vantage vantage, String credential, String version, int epoch) {
    @Override
    public String toString() {
      return "Answer[" + vantage.id() + "]";
    }
  }

  static Request readRequest(JsonIn in) throws Unreadable {
    String token = null;
    Vantage vantage = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "token" -> token = in.text();
        case "vantage" -> vantage = EntryReader.nestedVantage(in);
        default -> in.skip();
      }
    }
    in.end();
    if (token == null || vantage == null) {
      throw new Unreadable(token == null ? "/token is missing" : "/vantage is missing");
    }
    return new Request(token, vantage);
  }

  static void write(JsonOut out, Request request) {
    out.text("token", request.token).nested("vantage", request.vantage, EntryWriter::whole);
  }

  static Answer readAnswer(JsonIn in) throws Unreadable {
    Vantage vantage = null;
    String credential = null;
    String version = "";
    int epoch = 0;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "vantage" -> vantage = EntryReader.nestedVantage(in);
        case "credential" -> credential = in.text();
        case "server" -> version = in.map(JsonIn::loose).getOrDefault("version", "");
        case "epoch" -> epoch = in.small();
        default -> in.skip();
      }
    }
    in.end();
    if (vantage == null || credential == null) {
      throw new Unreadable(vantage == null ? "/vantage is missing" : "/credential is missing");
    }
    return new Answer(vantage, credential, version, epoch);
  }

  static void write(JsonOut out, Answer answer) {
    out.nested("vantage", answer.vantage, EntryWriter::whole)
        .text("credential", answer.credential)
        .nested("server", answer.version, (o, version) -> o.text("version", version))
        .whole("epoch", answer.epoch);
  }
}
