package org.plumbline.agent;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.plumbline.model.Assignment;
import org.plumbline.model.Entry;

/** The data formats, as far as an agent writes and reads them. */
interface Format {
  /** One record as a line of JSON, without the line's end. */
  byte[] line(Entry entry);

  /**
   * @throws IOException when that is no assignment
   */
  Assignment assignment(byte[] json) throws IOException;

  /**
   * @throws IOException when that is no receipt
   */
  Receipt receipt(byte[] json) throws IOException;

  /**
   * The collector's answer to a batch; all lines that it does not reject are durable.
   *
   * @param time the collector's clock
   */
  record Receipt(List<Rejected> rejected, Instant time) {
    Receipt {
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * A line that the collector will never take.
   *
   * @param line number within the batch, from 1
   */
  record Rejected(int line, String reason) {}
}
