package org.plumbline.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Question;
import org.plumbline.net.Addresses;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSIDOption;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Bytes to values and back; the only class that knows dnsjava. */
final class Codec {
  /** Largest UDP answer that we ask for: fits every path (DNS flag day 2020). */
  static final int UDP_BYTES = 1_232;

  private static final int RECORDS_MAX = 512;
  private static final int DATA_CHARS_MAX = 1_024;
  private static final int TEXT_CHARS_MAX = 200;
  private static final int ID_BYTES = 2;

  /** Code and length come before an option's data (RFC 6891 section 6.1.2). */
  private static final int OPTION_HEADER_BYTES = 4;

  private Codec() {}

  /**
   * The bytes of a question.
   *
   * @throws IOException when the name, type or class is none
   */
  static byte[] encode(Ask ask, int id, boolean edns) throws IOException {
    Question question = ask.question();
    int type = Type.value(question.type());
    int klass = question.klass() == null ? DClass.IN : DClass.value(question.klass());
    if (type < 0 || klass < 0) {
      throw new IOException("no such type or class: " + question.type() + " " + question.klass());
    }
    Name name = Name.fromString(Names.shown(question.name()), Name.root);
    Message message = new Message(id);
    message.getHeader().setOpcode(Opcode.QUERY);
    if (ask.recurse()) {
      message.getHeader().setFlag(Flags.RD);
    }
    message.addRecord(Record.newRecord(name, type, klass), Section.QUESTION);
    if (edns) {
      int flags = ask.dnssecOk() ? ExtendedFlags.DO : 0;
      message.addRecord(
          new OPTRecord(UDP_BYTES, 0, 0, flags, new NSIDOption(new byte[0])), Section.ADDITIONAL);
    }
    return message.toWire();
  }

  /**
   * The response, if the bytes are one to this question (RFC 5452 section 9.1).
   *
   * @return nothing for somebody else's: forged, late or misdirected
   * @throws IOException when it bears our id and cannot be read
   */
  static @Nullable Response decode(byte[] bytes, int length, int id, Question question)
      throws IOException {
    if (length < ID_BYTES || (ByteBuffer.wrap(bytes).getShort() & 0xffff) != id) {
      return null;
    }
    Message message;
    try {
      message = new Message(ByteBuffer.wrap(bytes, 0, length));
    } catch (RuntimeException e) { // the library meets hostile bytes here
      throw new IOException("unreadable message: " + e.getMessage(), e);
    }
    if (!message.getHeader().getFlag(Flags.QR)
        || message.getHeader().getOpcode() != Opcode.QUERY
        || !answers(message, question)) {
      return null;
    }
    return response(message);
  }

  /** A server that cannot read a question may send none back, with an error. */
  private static boolean answers(Message message, Question question) throws IOException {
    Record asked = message.getQuestion();
    if (asked == null) {
      return message.getRcode() != Rcode.NOERROR;
    }
    return asked.getName().equals(Name.fromString(Names.shown(question.name()), Name.root))
        && asked.getType() == Type.value(question.type());
  }

  private static Response response(Message message) {
    List<Integer> ede = new ArrayList<>();
    String edeText = null;
    String nsid = null;
    OPTRecord opt = message.getOPT();
    if (opt != null) {
      for (EDNSOption option : opt.getOptions()) {
        if (option instanceof ExtendedErrorCodeOption error && ede.size() < RECORDS_MAX) {
          ede.add(error.getErrorCode());
          if (edeText == null && error.getText() != null && !error.getText().isBlank()) {
            edeText = printable(error.getText());
          }
        } else if (option instanceof NSIDOption) {
          byte[] wire = option.toWire();
          nsid = wire.length > OPTION_HEADER_BYTES ? text(wire) : null;
        }
      }
    }
    return new Response(
        Rcode.string(message.getRcode()),
        message.getHeader().getFlag(Flags.AA),
        message.getHeader().getFlag(Flags.TC),
        message.getHeader().getFlag(Flags.AD),
        records(message, Section.ANSWER),
        records(message, Section.AUTHORITY),
        records(message, Section.ADDITIONAL),
        ede,
        edeText,
        nsid,
        opt != null);
  }

  private static List<Answer> records(Message message, int section) {
    return message.getSection(section).stream()
        .filter(found -> found.getType() != Type.OPT)
        .limit(RECORDS_MAX)
        .map(Codec::answer)
        .toList();
  }

  private static Answer answer(Record found) {
    int ttl = (int) Math.min(found.getTTL(), Integer.MAX_VALUE);
    String data = data(found);
    return new Answer(
        name(found.getName()),
        Type.string(found.getType()),
        ttl,
        data.length() > DATA_CHARS_MAX ? data.substring(0, DATA_CHARS_MAX) : data,
        null,
        null);
  }

  private static String data(Record found) {
    return switch (found) {
      case ARecord a -> Addresses.format(a.getAddress());
      case AAAARecord aaaa -> Addresses.format(aaaa.getAddress());
      case CNAMERecord cname -> name(cname.getTarget());
      case DNAMERecord dname -> name(dname.getTarget());
      case NSRecord ns -> name(ns.getTarget());
      case PTRRecord ptr -> name(ptr.getTarget());
      case SOARecord soa ->
          String.join(
              " ",
              name(soa.getHost()),
              name(soa.getAdmin()),
              Long.toString(soa.getSerial()),
              Long.toString(soa.getRefresh()),
              Long.toString(soa.getRetry()),
              Long.toString(soa.getExpire()),
              Long.toString(soa.getMinimum()));
      default -> found.rdataToString(); // a library's open hierarchy: presentation form as it is
    };
  }

  private static String name(Name name) {
    return Names.shown(Names.normal(name.toString()));
  }

  private static String text(byte[] option) {
    byte[] data = Arrays.copyOfRange(option, OPTION_HEADER_BYTES, option.length);
    for (byte octet : data) {
      if (octet < ' ' || octet > '~') {
        return HexFormat.of().formatHex(data, 0, Math.min(data.length, TEXT_CHARS_MAX / 2));
      }
    }
    return printable(new String(data, StandardCharsets.US_ASCII));
  }

  private static String printable(String text) {
    String clean = text.replaceAll("\\p{C}", "?");
    return clean.length() > TEXT_CHARS_MAX ? clean.substring(0, TEXT_CHARS_MAX) : clean;
  }
}
