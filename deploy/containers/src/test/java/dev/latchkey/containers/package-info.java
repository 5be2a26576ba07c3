/** Tests of the services' images, with a Docker engine. */
@NullMarked
package dev.latchkey.containers;

import org.jspecify.annotations.NullMarked;
