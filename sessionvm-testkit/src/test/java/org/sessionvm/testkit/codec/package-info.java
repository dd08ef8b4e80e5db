/** The canonical encoding, by properties and by recorded bytes. */
@NullMarked
package org.sessionvm.testkit.codec;

import org.jspecify.annotations.NullMarked;
