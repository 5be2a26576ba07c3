package dev.latchkey.local;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The libraries' own words: only what went wrong, and never between the lines that a person reads at the start. */
final class LauncherLog {

    /** Loggers are collected as garbage, and their levels with them, unless somebody holds on. */
    private static final Logger EVERYTHING = Logger.getLogger("");

    private static final Logger POSTGRES = Logger.getLogger("io.zonky.test");

    private LauncherLog() {}

    static void open() {
        EVERYTHING.setLevel(Level.SEVERE);
        POSTGRES.setLevel(Level.OFF); // its failures come back as exceptions, its words are in postgresql.log
        for (Handler handler : EVERYTHING.getHandlers()) {
            handler.setLevel(Level.SEVERE);
        }
    }
}
