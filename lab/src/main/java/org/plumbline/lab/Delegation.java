package org.plumbline.lab;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;

/**
 * A zone cut as the parent states it.
 *
 * @param glue addresses that the parent states wrongly, or for servers that have none of their own
 */
record Delegation(Name zone, List<Name> servers, long ttl, Map<Name, List<InetAddress>> glue) {}
