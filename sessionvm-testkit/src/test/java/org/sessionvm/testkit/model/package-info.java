/** Runs of the model beside the virtual machine. */
@NullMarked
package org.sessionvm.testkit.model;

import org.jspecify.annotations.NullMarked;
