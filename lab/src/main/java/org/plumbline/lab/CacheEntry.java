package org.plumbline.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.xbill.DNS.Record;

/**
 * What a resolver's cache holds for one question, and for how long.
 *
 * @param records the answer at the name itself: of the type, or a CNAME; empty when there is none
 * @param authority the SOA of a negative answer
 */
record CacheEntry(
    Instant from, Instant until, int rcode, List<Record> records, List<Record> authority) {
  CacheEntry {
    records = List.copyOf(records);
    authority = List.copyOf(authority);
  }

  Duration life() {
    return Duration.between(from, until);
  }

  CacheEntry startingAt(Instant moment) {
    return new CacheEntry(moment, moment.plus(life()), rcode, records, authority);
  }
}
