package org.plumbline.alert;

import org.plumbline.wire.Visible;

/** A letter as plain text and as HTML. Every text in it passes through {@link Visible} here. */
final class Rendering {
  private static final String BODY_STYLE =
      "font:15px/1.5 system-ui,sans-serif;color:#1c2430;max-width:44em;margin:0 auto;padding:16px";
  private static final String HEADING_STYLE =
      "font-size:13px;color:#5a6675;margin:20px 0 4px;font-weight:600";
  private static final String LINE_STYLE = "margin:2px 0";

  private Rendering() {}

  static String text(Letter letter) {
    StringBuilder out = new StringBuilder();
    out.append(Visible.text(letter.headline())).append("\n\n");
    out.append(Visible.text(letter.title())).append("\n\n");
    if (!letter.summary().isEmpty()) {
      out.append(Visible.text(letter.summary())).append("\n\n");
    }
    for (Letter.Fact fact : letter.facts()) {
      out.append(fact.heading()).append('\n');
      for (String line : fact.lines()) {
        out.append("  ").append(Visible.text(line)).append('\n');
      }
      out.append('\n');
    }
    return out.append("All of it, with the evidence: ")
        .append(letter.link())
        .append('\n')
        .toString();
  }

  static String html(Letter letter) {
    StringBuilder out = new StringBuilder();
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    out.append(escaped(letter.title())).append("</title></head>\n");
    out.append("<body style=\"").append(BODY_STYLE).append("\">\n");
    paragraph(out, "margin:0 0 8px", letter.headline());
    paragraph(out, "font-size:19px;font-weight:600;margin:0 0 12px", letter.title());
    if (!letter.summary().isEmpty()) {
      paragraph(out, "margin:0 0 12px", letter.summary());
    }
    for (Letter.Fact fact : letter.facts()) {
      out.append("<h2 style=\"").append(HEADING_STYLE).append("\">");
      out.append(escaped(fact.heading())).append("</h2>\n");
      fact.lines().forEach(line -> paragraph(out, LINE_STYLE, line));
    }
    out.append("<p style=\"margin:24px 0 0\"><a href=\"").append(escaped(letter.link()));
    out.append("\">All of it, with the evidence</a></p>\n</body></html>\n");
    return out.toString();
  }

  private static void paragraph(StringBuilder out, String style, String text) {
    out.append("<p style=\"").append(style).append("\">").append(escaped(text)).append("</p>\n");
  }

  /** Text that can be neither markup nor the end of an attribute. */
  private static String escaped(String text) {
    return Visible.text(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
