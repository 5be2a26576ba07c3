/** Who may do what: grants on folders, and the decision made from them. */
@NullMarked
package dev.latchkey.auth.permission;

import org.jspecify.annotations.NullMarked;
