package dev.latchkey.auth.server;

import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The names, with a port where it is not 443, under which clients reach the API. */
@Singleton
public final class ApiHosts {

    private final List<String> names;

    ApiHosts(@ConfigProperty(name = "latchkey.public.api-hosts") List<String> names) {
        this.names = List.copyOf(names);
    }

    /** At least one; the first is preferred. */
    public List<String> names() {
        return names;
    }
}
