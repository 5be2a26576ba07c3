package dev.latchkey.local;

import java.util.Arrays;
import java.util.Optional;

/** A service of Latchkey: a module of the build, a process at run time and the owner of one database. */
public enum Service {
    AUTH("auth-service", "auth"),
    FILE("file-service", "file"),
    LINK("link-service", "link");

    private final String moduleName;
    private final String shortName;

    Service(String moduleName, String shortName) {
        this.moduleName = moduleName;
        this.shortName = shortName;
    }

    /** Name of the module, of the log file and in the generated list of methods: {@code file-service}. */
    public String moduleName() {
        return moduleName;
    }

    /** Name in configuration keys: {@code file} in {@code latchkey.file.url}. */
    public String shortName() {
        return shortName;
    }

    /** Name of its database and of the role that owns it. */
    String database() {
        return "latchkey_" + shortName;
    }

    /** The service with that module name, if there is one. */
    public static Optional<Service> named(String moduleName) {
        return Arrays.stream(values())
                .filter(service -> service.moduleName.equals(moduleName))
                .findFirst();
    }
}
