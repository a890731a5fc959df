package org.plumbline.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.plumbline.engine.incident.Emission;
import org.plumbline.engine.incident.Engine;
import org.plumbline.engine.incident.Policy;
import org.plumbline.model.Logged;

/** The engine as a judge. */
public final class EngineJudge implements Judge {
  private final Engine engine;

  private EngineJudge(Engine engine) {
    this.engine = engine;
  }

  /** Engines of a policy; one that was saved keeps the policy that it was saved with. */
  public static Source of(Policy policy) {
    return new Source() {
      @Override
      public Judge fresh() {
        return new EngineJudge(new Engine(policy));
      }

      @Override
      public Judge restore(InputStream from) throws IOException {
        return new EngineJudge(Engine.restore(from));
      }
    };
  }

  @Override
  public Emission accept(Logged logged) {
    return engine.accept(logged);
  }

  @Override
  public void save(OutputStream to) throws IOException {
    engine.save(to);
  }
}
