/** What the tests of all services share: a database, keys, a clock, a client and the declarations. */
package dev.latchkey.protocol.testing;
