/**
 * The virtual internet: name servers, resolvers, TLS and HTTP servers on loopback sockets, driven
 * by a scenario file.
 *
 * <p>Every (virtual server, asker) is a port of 127.0.0.1 or ::1, opened when it is first needed,
 * so that a server knows who asks without any privilege. What a server says is a function of
 * scenario time, of the file and of a seed; a resolver's cache too, so that a look at minute 10 and
 * a run that has come to minute 10 see the same. The format of the files is in docs/scenarios.md.
 */
@NullMarked
package org.plumbline.lab;

import org.jspecify.annotations.NullMarked;
