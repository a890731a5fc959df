package org.plumbline.lab;

/** Who a virtual address belongs to. */
public record Owner(long asn, String name) {}
