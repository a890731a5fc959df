package org.plumbline.owners;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.dns.Ask;
import org.plumbline.dns.Exchange;
import org.plumbline.dns.Exchanger;
import org.plumbline.dns.Response;
import org.plumbline.model.Answer;
import org.plumbline.model.Question;
import org.plumbline.net.Deadline;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;

/** Puts the questions of origins to the resolvers that it was given, in their order. */
final class OriginClient {
  /** Longest wait for one resolver, configured duration. */
  static final Duration QUESTION_MAX = Duration.ofSeconds(2);

  private static final int RESOLVERS_MAX = 2;
  private static final int TEXTS_MAX = 16;

  /** What came of a question. */
  sealed interface Said {
    /**
     * @param ttl seconds
     */
    record Texts(List<String> texts, int ttl) implements Said {}

    /** There is no such name or no such record. */
    record Nothing() implements Said {}

    /** No resolver would or could say. */
    record Failed() implements Said {}
  }

  private final Network network;
  private final Exchanger exchanger;
  private final List<Endpoint> resolvers;
  private volatile boolean answered = true;

  OriginClient(Network network, List<Endpoint> resolvers) {
    this.network = network;
    this.exchanger = new Exchanger(network);
    this.resolvers = resolvers.stream().limit(RESOLVERS_MAX).toList();
  }

  /** Whether the last question was answered at all: else it is not worth waiting for the next. */
  boolean answered() {
    return answered;
  }

  Said ask(Question question) {
    for (Endpoint resolver : resolvers) {
      Deadline deadline = Deadline.after(network.realWait(Network.Wait.OPERATION, QUESTION_MAX));
      Exchange exchange = exchanger.ask(resolver, Ask.recursive(question, QUESTION_MAX), deadline);
      Response response = exchange.response();
      answered = response != null;
      if (response != null && exchange.outcome().ok()) {
        return said(question, response);
      }
      if (response != null && response.rcode().equals("NXDOMAIN")) {
        return new Said.Nothing();
      }
    }
    return new Said.Failed();
  }

  private static Said said(Question question, Response response) {
    List<String> texts = new ArrayList<>();
    int ttl = Integer.MAX_VALUE;
    for (Answer answer : response.answers()) {
      boolean asked = answer.type().equals("TXT") && answer.name().equals(question.name());
      if (asked && texts.size() < TEXTS_MAX) {
        texts.add(TxtText.of(answer.data()));
        ttl = Math.min(ttl, Optional.ofNullable(answer.ttl()).orElse(0));
      }
    }
    return texts.isEmpty() ? new Said.Nothing() : new Said.Texts(texts, ttl);
  }
}
