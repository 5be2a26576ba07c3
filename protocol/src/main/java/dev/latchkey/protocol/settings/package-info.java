/** How an executable reads the names of its settings at its start; see {@code docs/adr/0031-names-of-settings.md}. */
@NullMarked
package dev.latchkey.protocol.settings;

import org.jspecify.annotations.NullMarked;
