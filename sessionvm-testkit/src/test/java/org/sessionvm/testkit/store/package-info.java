@NullMarked
package org.sessionvm.testkit.store;

import org.jspecify.annotations.NullMarked;
