/** Measures the product; nothing here is a test. */
@NullMarked
package org.sessionvm.benchmarks;

import org.jspecify.annotations.NullMarked;
