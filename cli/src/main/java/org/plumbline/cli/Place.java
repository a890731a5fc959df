package org.plumbline.cli;

import java.time.InstantSource;
import java.util.List;
import org.plumbline.model.Family;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;
import org.plumbline.probe.Prober;

/** From where a look is made, and with what. */
interface Place extends AutoCloseable {
  Vantage vantage();

  Prober prober();

  InstantSource clock();

  /** Families that can be asked for from here. */
  List<Family> families();

  /** What this place lacks, held against what was measured: our own lack is nobody's failure. */
  OwnLack lack();

  /** Services known here, whose checks say more of a target than its URL does. */
  List<Service> services();

  @Override
  void close();
}
