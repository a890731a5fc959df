package org.plumbline.engine.diagnose;

import java.io.Serializable;
import java.util.function.Predicate;

/**
 * The trials that a hypothesis would break. A story keeps that of its first cause and is saved with
 * it: what it holds on to is small and can be saved too, so never a {@link Scene}.
 */
interface Cover extends Predicate<Cell>, Serializable {}
