package org.plumbline.alert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.plumbline.net.Deadline;

/** A channel that answers as it is told, and remembers what it was sent. */
final class FakeChannel implements Channel {
  private final String id;
  private final List<String> recipients;
  final List<String> sent = new ArrayList<>();
  final Deque<Sent> answers = new ArrayDeque<>();

  FakeChannel(String id, String... recipients) {
    this.id = id;
    this.recipients = recipients.length == 0 ? List.of("") : List.of(recipients);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<String> recipients() {
    return recipients;
  }

  @Override
  public synchronized Sent send(Message message, String recipient, Deadline deadline) {
    sent.add(message.id() + (recipient.isEmpty() ? "" : " " + recipient));
    return answers.isEmpty() ? new Sent.Accepted() : answers.poll();
  }
}
