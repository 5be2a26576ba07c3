/** auth-service, as this service needs it: who is calling, and may they. REST behind the ports, closed when it fails. */
@NullMarked
package dev.latchkey.file.remote;

import org.jspecify.annotations.NullMarked;
