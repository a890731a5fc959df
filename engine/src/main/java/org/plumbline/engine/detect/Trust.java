package org.plumbline.engine.detect;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Working;

/**
 * Who vouches for an address: the networks from which a valid exchange for the name was completed
 * with an address of the same class. The class is the owner, not the address, so that rotation does
 * no harm.
 */
public final class Trust implements Serializable {
  /** Distinct networks that must vouch before a class is trusted. */
  public static final int VOUCHERS_MIN = 2;

  private static final int NETWORKS_KEPT = 8;
  private static final int ADDRESSES_KEPT = 64;
  private static final int WORKS_MAX = 8;

  private final Map<String, Map<String, TreeSet<String>>> classes = new HashMap<>();
  private final Map<String, TreeMap<String, Voucher>> addresses = new HashMap<>();

  private record Voucher(String owner, TreeSet<String> networks, long at) implements Serializable {}

  void vouch(
      String check,
      String address,
      String ownerClass,
      @Nullable String owner,
      String network,
      long at) {
    TreeSet<String> networks =
        classes
            .computeIfAbsent(check, key -> new HashMap<>())
            .computeIfAbsent(ownerClass, key -> new TreeSet<>());
    if (networks.size() < NETWORKS_KEPT) {
      networks.add(network);
    }
    TreeMap<String, Voucher> known = addresses.computeIfAbsent(check, key -> new TreeMap<>());
    Voucher before = known.get(address);
    TreeSet<String> vouchers = before == null ? new TreeSet<>() : before.networks();
    vouchers.add(network);
    if (before != null || known.size() < ADDRESSES_KEPT) {
      known.put(address, new Voucher(owner == null ? "" : owner, vouchers, at));
    }
  }

  /** Whether enough networks completed a valid exchange with an address of this class. */
  public boolean trusted(String check, String ownerClass) {
    Map<String, TreeSet<String>> known = classes.get(check);
    TreeSet<String> networks = known == null ? null : known.get(ownerClass);
    return networks != null && networks.size() >= VOUCHERS_MIN;
  }

  /**
   * Whether anything at all is trusted for the check: without it, nothing can be called strange.
   */
  public boolean established(String check) {
    Map<String, TreeSet<String>> known = classes.get(check);
    return known != null
        && known.values().stream().anyMatch(networks -> networks.size() >= VOUCHERS_MIN);
  }

  /** The addresses worth a cross-over test for a check, most vouched for first. */
  public List<Working> works(String check) {
    List<Working> found = new ArrayList<>();
    addresses
        .getOrDefault(check, new TreeMap<>())
        .forEach((address, voucher) ->
            found.add(
                new Working(
                    address,
                    voucher.owner().isEmpty() ? null : voucher.owner(),
                    voucher.networks().size(),
                    Instant.ofEpochMilli(voucher.at()))));
    found.sort((one, other) ->
        one.vouchers() != other.vouchers()
            ? Integer.compare(other.vouchers(), one.vouchers())
            : one.address().compareTo(other.address()));
    return List.copyOf(found.subList(0, Math.min(WORKS_MAX, found.size())));
  }

  /** The class of an address: its owner where known, else its /24 or /48. */
  public static String classOf(String address, @Nullable Long asn) {
    return asn != null ? "AS" + asn : prefix(address);
  }

  /** The /24 of an IPv4 address, the /48 of an IPv6 one, as text. */
  public static String prefix(String address) {
    if (address.indexOf(':') < 0) {
      int last = address.lastIndexOf('.');
      return last < 0 ? address : address.substring(0, last) + ".0/24";
    }
    String[] groups = address.split(":", 4);
    return (groups.length < 3 ? address : groups[0] + ":" + groups[1] + ":" + groups[2]) + "::/48";
  }
}
