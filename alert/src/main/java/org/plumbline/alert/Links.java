package org.plumbline.alert;

import java.net.URI;

/**
 * Addresses that lead from a message back to us.
 *
 * @param dashboard where people reach it, without a path
 */
record Links(URI dashboard) {
  String incident(String id) {
    return base() + "/incidents/" + id;
  }

  String evidence(String id) {
    return base() + "/v1/incidents/" + id + "/evidence";
  }

  private String base() {
    String text = dashboard.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
