/** What participants sign. One file is one transaction: type number, limits, codec and rule. */
@NullMarked
package org.sessionvm.transaction;

import org.jspecify.annotations.NullMarked;
