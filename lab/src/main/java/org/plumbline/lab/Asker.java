package org.plumbline.lab;

/**
 * Who asks a server: a vantage, or one site of a resolver; each has its own ports.
 *
 * @param resolver whether it may ask as of an earlier moment ({@link AsOf})
 */
record Asker(String id, Place place, Provider network, boolean resolver) {}
