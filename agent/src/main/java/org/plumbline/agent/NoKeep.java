package org.plumbline.agent;

/** Keeps nothing: for agents that live and die with their collector. */
final class NoKeep implements Keep {
  @Override
  public Place put(long sequence, byte[] json) {
    return Place.MEMORY;
  }

  @Override
  public void secure(Place place) {}

  @Override
  public void answered(Place place) {}

  @Override
  public boolean takeOver(Place place) {
    return false;
  }

  @Override
  public Fate fate() {
    return new Fate(0, 0);
  }
}
