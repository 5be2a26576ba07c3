/**
 * Tests of the whole system: real processes, started once for all classes, spoken to over HTTP only.
 *
 * <p>A class takes part by {@link dev.latchkey.e2e.WholeSystem} and is handed {@link dev.latchkey.e2e.Latchkey} by its
 * constructor. Classes open accounts of their own and do not depend on each other; only
 * {@link dev.latchkey.e2e.LogsTest} and {@link dev.latchkey.e2e.LeftoversTest} look back on the others and run last.
 */
package dev.latchkey.e2e;
