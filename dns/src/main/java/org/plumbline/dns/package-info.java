/**
 * Questions to chosen DNS servers, and the walk from the root that says who answered what.
 *
 * <p>dnsjava is the codec alone and shows in no signature: no library exposes which server of which
 * referral gave an answer, and that is what convicts a name server (RFC 1034 section 5.3.3 is the
 * algorithm). Names are lower-case and without the final dot everywhere outside the codec.
 */
@NullMarked
package org.plumbline.dns;

import org.jspecify.annotations.NullMarked;
