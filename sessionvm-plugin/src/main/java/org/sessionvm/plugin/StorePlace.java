package org.sessionvm.plugin;

import java.nio.file.Path;

/**
 * Where the state of a chain is.
 *
 * @param directory of its store
 * @param isNew whether the node's database knows of no block in it, so that it may be empty
 */
public record StorePlace(Path directory, boolean isNew) {}
