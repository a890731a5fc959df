/**
 * TLS as a witness: a handshake that records the whole chain whatever it is, and our own judgement
 * of that chain afterwards.
 *
 * <p>A client's library gives up at the first thing that it dislikes and hides both the chain and
 * the reason. Here the handshake trusts everything and sends nothing after it, so the facts are
 * complete, and judging is a pure function of chain, name, instant and trust anchors.
 */
@NullMarked
package org.plumbline.tls;

import org.jspecify.annotations.NullMarked;
