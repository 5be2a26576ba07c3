/** The schema of a service's database at its start; see {@code docs/adr/0020-executables-know-their-schema.md}. */
@NullMarked
package dev.latchkey.protocol.schema;

import org.jspecify.annotations.NullMarked;
