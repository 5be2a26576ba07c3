package dev.latchkey.link.publiclink;

import jakarta.inject.Singleton;

/** Where people find a link. */
@Singleton
public final class LinkAddresses {

    private final String publicUrl;

    LinkAddresses(PublicAddress address) {
        this.publicUrl = address.url().replaceFirst("/+$", "");
    }

    /** The page of a link. */
    String page(LinkCode code) {
        return publicUrl + "/publink/show?code=" + code.value();
    }

    /** The page of a link, shorter. */
    String shortPage(LinkCode shortCode) {
        return publicUrl + "/s/" + shortCode.value();
    }

    /** Where a link made in the Tuyu dialect downloads its file. */
    public String download(LinkNumber number) {
        return publicUrl + "/downloadPublic/" + number.value();
    }
}
