/** Whether everything that a store holds of a chain fits together. */
@NullMarked
package org.sessionvm.integrity;

import org.jspecify.annotations.NullMarked;
