/** Stores for tests, and the suite of tests that every store passes. */
@NullMarked
package org.sessionvm.testkit.store;

import org.jspecify.annotations.NullMarked;
