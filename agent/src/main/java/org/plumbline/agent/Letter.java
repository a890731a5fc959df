package org.plumbline.agent;

/**
 * One record, written, on its way to the collector.
 *
 * @param sequence of a measurement; {@link #NO_SEQUENCE} for any other record
 * @param place where it is kept until it is answered
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying every line would double it.
record Letter(long sequence, byte[] json, Place place) {
  static final long NO_SEQUENCE = 0;

  boolean isMeasurement() {
    return sequence != NO_SEQUENCE;
  }
}
