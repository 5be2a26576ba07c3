/** Accounts: registration, passwords, and what an account is told about itself. */
@NullMarked
package dev.latchkey.auth.account;

import org.jspecify.annotations.NullMarked;
