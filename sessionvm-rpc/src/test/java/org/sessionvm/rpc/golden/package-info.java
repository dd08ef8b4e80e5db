/** Each method's recorded request and answer, and the page that shows them. */
@NullMarked
package org.sessionvm.rpc.golden;

import org.jspecify.annotations.NullMarked;
