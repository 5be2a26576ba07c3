-- fingerprint is the SHA-256 of the token, which is stored nowhere. A session is over at unused_until, which use moves on, at most to ends.
CREATE TABLE session (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account        bigint      NOT NULL REFERENCES account (id),
    fingerprint    bytea       NOT NULL UNIQUE,
    device         text        NOT NULL,
    created        timestamptz NOT NULL,
    used           timestamptz NOT NULL,
    unused_seconds bigint      NOT NULL,
    unused_until   timestamptz NOT NULL,
    ends           timestamptz NOT NULL
);

CREATE INDEX session_by_account ON session (account, used);
CREATE INDEX session_by_end ON session (unused_until);
