/**
 * Who may do what over HTTP: tokens and their scopes, sessions of browsers, the names under which a
 * server answers, and the enrolment of agents. How a refusal is answered, for every room with
 * routes.
 *
 * <p>Reads are open on loopback. Everything else needs a token, as a bearer token (RFC 6750) or,
 * for a browser, as the session that one was exchanged for. Secrets are kept hashed.
 */
@NullMarked
package org.plumbline.access;

import org.jspecify.annotations.NullMarked;
