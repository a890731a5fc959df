package org.plumbline.engine.detect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Code;
import org.plumbline.model.Family;
import org.plumbline.model.Layer;
import org.plumbline.model.Symptom;

/**
 * A {@link Memory} as it is saved: words that return are written once, samples as bytes. There are
 * millions of samples, and written as objects each costs some ten times as much.
 */
final class SavedMemory implements Serializable {
  private static final int NONE = -1;

  private final String[] words;
  private final byte[] samples;
  private final long newest;

  SavedMemory(Map<String, List<Sample>> checks, long newest) {
    Map<String, Integer> known = new HashMap<>();
    List<String> order = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Writer writer = new Writer(new DataOutputStream(bytes), known, order);
      writer.out.writeInt(checks.size());
      for (Map.Entry<String, List<Sample>> check : checks.entrySet()) {
        writer.word(check.getKey());
        writer.out.writeInt(check.getValue().size());
        for (Sample sample : check.getValue()) {
          writer.sample(sample);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory refused a write", e);
    }
    this.words = order.toArray(String[]::new);
    this.samples = bytes.toByteArray();
    this.newest = newest;
  }

  private Object readResolve() throws InvalidObjectException {
    TreeMap<String, List<Sample>> checks = new TreeMap<>();
    try {
      Reader reader =
          new Reader(new DataInputStream(new ByteArrayInputStream(samples)), List.of(words));
      for (int left = reader.in.readInt(); left > 0; left--) {
        String check = reader.given();
        int size = reader.in.readInt();
        List<Sample> read = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          read.add(reader.sample());
        }
        checks.put(check, read);
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      InvalidObjectException invalid = new InvalidObjectException("not the samples of a memory");
      invalid.initCause(e);
      throw invalid;
    }
    return new Memory(checks, newest);
  }

  private record Writer(DataOutputStream out, Map<String, Integer> known, List<String> order) {
    void word(@Nullable String word) throws IOException {
      if (word == null) {
        out.writeInt(NONE);
        return;
      }
      Integer place = known.get(word);
      if (place == null) {
        place = order.size();
        known.put(word, place);
        order.add(word);
      }
      out.writeInt(place);
    }

    void sample(Sample sample) throws IOException {
      out.writeUTF(sample.id());
      out.writeLong(sample.at());
      out.writeLong(sample.receivedAt());
      word(sample.vantage());
      word(sample.network());
      word(sample.check());
      word(sample.service());
      word(sample.family() == null ? null : sample.family().name());
      Symptom symptom = sample.symptom();
      word(symptom == null ? null : symptom.layer().name());
      word(symptom == null ? null : symptom.code().name());
      out.writeBoolean(sample.slow());
      out.writeBoolean(sample.votes());
      out.writeBoolean(sample.counted());
      out.writeBoolean(sample.recheck());
      out.writeDouble(sample.elapsedMillis());
      word(sample.resolver());
      word(sample.address());
      word(sample.asn() == null ? null : Long.toString(sample.asn()));
      word(sample.owner());
      word(sample.prefix());
      out.writeBoolean(sample.strange());
      word(sample.status() == null ? null : Integer.toString(sample.status()));
      word(sample.pop());
      word(sample.certificate());
      word(sample.issuer());
      word(sample.via());
      out.writeBoolean(sample.quic());
      out.writeInt(sample.answers().size());
      for (String answer : sample.answers()) {
        word(answer);
      }
      word(sample.cell());
    }
  }

  private record Reader(DataInputStream in, List<String> words) {
    @Nullable String word() throws IOException {
      int place = in.readInt();
      return place == NONE ? null : words.get(place);
    }

    String given() throws IOException {
      return words.get(in.readInt());
    }

    Sample sample() throws IOException {
      return new Sample(
          in.readUTF(),
          in.readLong(),
          in.readLong(),
          given(),
          given(),
          given(),
          given(),
          family(word()),
          symptom(word(), word()),
          in.readBoolean(),
          in.readBoolean(),
          in.readBoolean(),
          in.readBoolean(),
          in.readDouble(),
          word(),
          word(),
          number(word()),
          word(),
          word(),
          in.readBoolean(),
          status(word()),
          word(),
          word(),
          word(),
          word(),
          in.readBoolean(),
          answers(),
          given());
    }

    private List<String> answers() throws IOException {
      List<String> answers = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        answers.add(given());
      }
      return answers;
    }

    private static @Nullable Family family(@Nullable String word) {
      return word == null ? null : Family.valueOf(word);
    }

    private static @Nullable Symptom symptom(@Nullable String layer, @Nullable String code) {
      return layer == null || code == null
          ? null
          : new Symptom(Layer.valueOf(layer), Code.valueOf(code));
    }

    private static @Nullable Long number(@Nullable String word) {
      return word == null ? null : Long.valueOf(word);
    }

    private static @Nullable Integer status(@Nullable String word) {
      return word == null ? null : Integer.valueOf(word);
    }
  }
}
