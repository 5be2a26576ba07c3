-- Public links of both dialects. Every address a link answers to stands in its row and rows are never removed, so that an address of a
-- deleted link says so (7002) and is never given out again.
CREATE TABLE link (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner         bigint      NOT NULL,                    -- account that made the link, asked about at every visit
    file          bigint,                                  -- exactly one of file and folder is what the link leads to
    folder        bigint,
    code          text        NOT NULL,
    short_code    text,
    public_number text,                                    -- 18 digits: the address the Tuyu dialect gives out
    expires       timestamptz,
    max_downloads bigint      CHECK (max_downloads > 0),
    max_traffic   bigint      CHECK (max_traffic > 0),     -- bytes
    password      text,                                    -- Argon2id, PHC string
    downloads     bigint      NOT NULL DEFAULT 0 CHECK (downloads >= 0),
    traffic       bigint      NOT NULL DEFAULT 0 CHECK (traffic >= 0),
    version       integer     NOT NULL DEFAULT 1,          -- signed into every URL; URLs of an older version are dead
    created       timestamptz NOT NULL,
    modified      timestamptz NOT NULL,
    deleted       timestamptz,
    CONSTRAINT link_one_target CHECK ((file IS NULL) <> (folder IS NULL)),
    CONSTRAINT link_code_unique UNIQUE (code),
    CONSTRAINT link_short_code_unique UNIQUE (short_code),
    CONSTRAINT link_public_number_unique UNIQUE (public_number)
);

-- An account's own links (listpublinks) and "the same file again" (getfilepublink).
CREATE INDEX link_owner ON link (owner, file) WHERE deleted IS NULL;
