package org.plumbline.agent;

import java.util.List;
import org.plumbline.model.Check;
import org.plumbline.model.Family;
import org.plumbline.model.Observation;
import org.plumbline.model.Working;

/**
 * One run of one check. It blocks for as long as the check's timeouts allow, stops soon after its
 * thread is interrupted, and throws only for a bug of ours: what the target does is in the
 * observations.
 */
public interface Run {
  /** What a client does: resolve, connect, handshake, request. */
  List<Observation> routine(Check check, Family family);

  /**
   * Also the delegation walk, every authoritative server, other resolvers and other addresses.
   *
   * @param works addresses to try beside the client's
   */
  List<Observation> diagnostic(Check check, Family family, List<Working> works);
}
