/** What a file sounds and looks like, and the MP3 made of it: ffmpeg as a child process behind ports. */
@NullMarked
package dev.latchkey.file.media;

import org.jspecify.annotations.NullMarked;
