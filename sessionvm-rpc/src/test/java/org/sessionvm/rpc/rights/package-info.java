/** Who may call what: the table of docs/rpc/rights.md, walked cell by cell. */
@NullMarked
package org.sessionvm.rpc.rights;

import org.jspecify.annotations.NullMarked;
