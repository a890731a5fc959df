package org.plumbline.owners;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of CSV (RFC 4180); a field does not go on in the next line. */
final class CsvLine {
  private CsvLine() {}

  /** The fields, without the blanks around them; empty when a quote is not closed or misplaced. */
  static Optional<List<String>> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    boolean closed = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"') {
        boolean doubled = i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (doubled) {
          field.append('"');
          i++;
        } else {
          quoted = false;
          closed = true;
        }
      } else if (!quoted && c == ',') {
        fields.add(field.toString().strip());
        field.setLength(0);
        closed = false;
      } else if (!quoted && c == '"') {
        if (closed || !field.toString().isBlank()) {
          return Optional.empty();
        }
        field.setLength(0);
        quoted = true;
      } else if (closed && !Character.isWhitespace(c)) {
        return Optional.empty();
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return quoted ? Optional.empty() : Optional.of(List.copyOf(fields));
  }
}
