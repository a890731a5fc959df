package org.plumbline.model;

/** What is suffered, in the failure vocabulary. */
public record Symptom(Layer layer, Code code) {}
