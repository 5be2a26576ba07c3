package dev.latchkey.link.publiclink;

import io.smallrye.config.ConfigMapping;
import java.util.List;

/** What people see of this installation. */
@ConfigMapping(prefix = "latchkey.public")
public interface PublicAddress {

    /** The address that links begin with, such as {@code https://files.example.org}; no slash at the end. */
    String url();

    /**
     * The hosts that serve content, best first: what {@code hosts} answers. Bare names work with every client, ports
     * with most.
     */
    List<String> contentHosts();
}
