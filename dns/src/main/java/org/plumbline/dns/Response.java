package org.plumbline.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;

/**
 * What a server said.
 *
 * @param rcode mnemonic, such as NOERROR; extended ones too (RFC 6891 section 6.1.3)
 * @param aa authoritative answer
 * @param truncated more than fitted
 * @param ad authenticated data (RFC 4035 section 3.2.3)
 * @param ede codes of Extended DNS Errors (RFC 8914)
 * @param edeText the first extra text that came with one
 * @param nsid name server identifier, as text where it is text, else hex (RFC 5001)
 * @param edns whether the server speaks EDNS at all
 */
public record Response(
    String rcode,
    boolean aa,
    boolean truncated,
    boolean ad,
    List<Answer> answers,
    List<Answer> authority,
    List<Answer> additional,
    List<Integer> ede,
    @Nullable String edeText,
    @Nullable String nsid,
    boolean edns) {
  public Response {
    answers = List.copyOf(answers);
    authority = List.copyOf(authority);
    additional = List.copyOf(additional);
    ede = List.copyOf(ede);
  }

  /** Whether the name may have data: neither an error nor a name that does not exist. */
  public boolean noError() {
    return rcode.equals("NOERROR");
  }
}
