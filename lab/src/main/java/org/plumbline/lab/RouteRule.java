package org.plumbline.lab;

/** How packets from some askers to an address block fare. */
record RouteRule(Prefix to, Selector from, Reach state) {}
