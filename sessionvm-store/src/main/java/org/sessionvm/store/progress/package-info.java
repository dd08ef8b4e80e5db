/** How long work on a store tells where it is, and how it is stopped. */
@NullMarked
package org.sessionvm.store.progress;

import org.jspecify.annotations.NullMarked;
