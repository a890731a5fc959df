package org.plumbline.lab;

/** Who a virtual address belongs to. */
public record Owner(int asn, String name) {}
