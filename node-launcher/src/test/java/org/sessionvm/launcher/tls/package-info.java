@NullMarked
package org.sessionvm.launcher.tls;

import org.jspecify.annotations.NullMarked;
