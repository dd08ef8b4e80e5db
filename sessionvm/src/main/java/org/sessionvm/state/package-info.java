/** What the chain remembers: typed columns, the records in them, and differences over a parent. */
@NullMarked
package org.sessionvm.state;

import org.jspecify.annotations.NullMarked;
