@NullMarked
package org.sessionvm.rpc.handle;

import org.jspecify.annotations.NullMarked;
