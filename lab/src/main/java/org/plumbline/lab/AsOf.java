package org.plumbline.lab;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;

/**
 * The moment at which a resolver of the lab made a cache entry, as an EDNS option of its question.
 * A server answers it as it stood then: so an entry does not depend on when somebody first asked
 * for it.
 */
final class AsOf {
  /** In the range for local use (RFC 6891 section 9). */
  private static final int OPTION = 65_001;

  private static final int UDP_SIZE = 1_232;
  private static final int HEAD_BYTES = 4;

  private AsOf() {}

  static OPTRecord option(Instant moment) {
    byte[] millis = ByteBuffer.allocate(Long.BYTES).putLong(moment.toEpochMilli()).array();
    return new OPTRecord(UDP_SIZE, 0, 0, 0, List.of(new GenericEDNSOption(OPTION, millis)));
  }

  static Optional<Instant> of(Message query) {
    OPTRecord opt = query.getOPT();
    if (opt == null) {
      return Optional.empty();
    }
    for (EDNSOption option : opt.getOptions(OPTION)) {
      byte[] wire = option.toWire(); // code, length, data
      if (wire.length == HEAD_BYTES + Long.BYTES) {
        return Optional.of(Instant.ofEpochMilli(ByteBuffer.wrap(wire).getLong(HEAD_BYTES)));
      }
    }
    return Optional.empty();
  }
}
