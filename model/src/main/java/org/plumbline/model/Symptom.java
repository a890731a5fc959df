package org.plumbline.model;

import java.io.Serializable;

/** What is suffered, in the failure vocabulary. */
public record Symptom(Layer layer, Code code) implements Serializable {}
