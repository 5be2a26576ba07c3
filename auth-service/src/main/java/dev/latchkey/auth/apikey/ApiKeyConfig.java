package dev.latchkey.auth.apikey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** API keys. */
@ConfigMapping(prefix = "latchkey.auth.api-key")
interface ApiKeyConfig {

    /** Keys one account may have; one more is answered 2802. */
    @WithDefault("100")
    int perAccount();
}
