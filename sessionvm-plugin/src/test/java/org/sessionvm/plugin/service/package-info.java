/** The services that the node calls. */
@NullMarked
package org.sessionvm.plugin.service;

import org.jspecify.annotations.NullMarked;
