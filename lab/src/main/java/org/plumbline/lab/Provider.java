package org.plumbline.lab;

import java.util.List;

/**
 * A network of the scenario: an autonomous system, its name and its address blocks.
 *
 * @param kind eyeball, wireless, backbone, cloud or enterprise
 */
record Provider(String id, long asn, String name, String kind, List<Prefix> prefixes) {
  Provider {
    prefixes = List.copyOf(prefixes);
  }
}
