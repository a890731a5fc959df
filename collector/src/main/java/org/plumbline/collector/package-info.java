/**
 * Where facts come in and work goes out: authenticates, validates, enriches and appends what agents
 * post, and serves them their assignments.
 *
 * <p>A post is answered when what was accepted of it is durable. Posts that arrive together share
 * one group commit; when they arrive faster than the disk takes them, the sender is told to come
 * again, and nothing is dropped in between.
 */
@NullMarked
package org.plumbline.collector;

import org.jspecify.annotations.NullMarked;
