@NullMarked
package org.sessionvm.launcher.files;

import org.jspecify.annotations.NullMarked;
