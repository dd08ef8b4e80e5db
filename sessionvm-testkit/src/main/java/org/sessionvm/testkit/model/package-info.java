/** A second opinion on the rules of the chain, and runs that compare it with the first. */
@NullMarked
package org.sessionvm.testkit.model;

import org.jspecify.annotations.NullMarked;
