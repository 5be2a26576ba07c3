/**
 * Traces of OpenTelemetry: what they may tell, whose they may continue, where they begin. Nothing of it runs unless
 * {@code quarkus.otel.sdk.disabled} is false; see {@code docs/observability.md} and
 * {@code docs/adr/0016-traces-by-an-allow-list.md}.
 */
@NullMarked
package dev.latchkey.protocol.trace;

import org.jspecify.annotations.NullMarked;
