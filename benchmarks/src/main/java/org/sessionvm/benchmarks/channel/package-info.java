/** What channels of many members cost. */
@NullMarked
package org.sessionvm.benchmarks.channel;

import org.jspecify.annotations.NullMarked;
