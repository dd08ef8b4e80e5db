/**
 * A directory of backups: files by the hash of their content, and points that name them.
 *
 * <p>{@code BACKUPS} says what the directory is, {@code files/} holds contents, {@code points/} one
 * text per backup, {@code LOCK} keeps two processes from changing it at once.
 */
@NullMarked
package org.sessionvm.store.backup;

import org.jspecify.annotations.NullMarked;
