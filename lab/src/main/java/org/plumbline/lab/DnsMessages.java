package org.plumbline.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSIDOption;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** What all responses of the lab have in common. */
final class DnsMessages {
  /** Largest UDP response without EDNS (RFC 1035 section 4.2.1). */
  private static final int PLAIN_BYTES_MAX = 512;

  /** Largest UDP response that the lab sends (DNS flag day 2020). */
  private static final int UDP_BYTES_MAX = 1_232;

  private DnsMessages() {}

  static Message responseTo(Message query) {
    Message response = new Message(query.getHeader().getID());
    response.getHeader().setOpcode(query.getHeader().getOpcode());
    response.getHeader().setFlag(Flags.QR);
    if (query.getHeader().getFlag(Flags.RD)) {
      response.getHeader().setFlag(Flags.RD);
    }
    Record question = query.getQuestion();
    if (question != null) {
      response.addRecord(question, Section.QUESTION);
    }
    return response;
  }

  /** Adds the OPT record when the query has one: NSID when asked for (RFC 5001), EDE (RFC 8914). */
  static void addEdns(Message query, Message response, String nsid, int extendedError) {
    OPTRecord asked = query.getOPT();
    if (asked == null) {
      return;
    }
    List<EDNSOption> options = new ArrayList<>();
    if (!asked.getOptions(EDNSOption.Code.NSID).isEmpty()) {
      options.add(new NSIDOption(nsid.getBytes(StandardCharsets.US_ASCII)));
    }
    if (extendedError >= 0 && response.getRcode() == Rcode.SERVFAIL) {
      options.add(new ExtendedErrorCodeOption(extendedError));
    }
    response.addRecord(new OPTRecord(UDP_BYTES_MAX, 0, 0, 0, options), Section.ADDITIONAL);
  }

  /** The bytes of a response; over UDP cut to what the asker can take, with TC set. */
  static byte[] encode(Message query, Message response, boolean udp) {
    if (!udp) {
      return response.toWire(0xffff);
    }
    OPTRecord opt = query.getOPT();
    int asked = opt == null ? PLAIN_BYTES_MAX : Math.max(PLAIN_BYTES_MAX, opt.getPayloadSize());
    return response.toWire(Math.min(asked, UDP_BYTES_MAX));
  }
}
