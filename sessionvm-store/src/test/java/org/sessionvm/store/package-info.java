@NullMarked
package org.sessionvm.store;

import org.jspecify.annotations.NullMarked;
