/** Tests of what the state keeps. */
@NullMarked
package org.sessionvm.state;

import org.jspecify.annotations.NullMarked;
