/** What operators are given: files of config/, pages of docs/operations/, a log without secrets. */
@NullMarked
package org.sessionvm.launcher.operations;

import org.jspecify.annotations.NullMarked;
