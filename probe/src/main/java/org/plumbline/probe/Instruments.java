package org.plumbline.probe;

import java.time.InstantSource;
import org.plumbline.dns.Exchanger;
import org.plumbline.dns.Walker;
import org.plumbline.net.Network;
import org.plumbline.tls.ChainJudge;
import org.plumbline.tls.TlsClient;

/** What the steps of a run share. */
record Instruments(
    Network network,
    InstantSource clock,
    ProbeSettings settings,
    Exchanger exchanger,
    Walker walker,
    Secure secure) {
  /** The two halves of TLS: shaking hands and judging. */
  record Secure(TlsClient client, ChainJudge judge) {}
}
