-- sealed_secret is encrypted under a key that is not in the database, and bound to api_key. networks is a list separated by commas; empty means anywhere.
CREATE TABLE api_key (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account       bigint      NOT NULL REFERENCES account (id),
    api_key       text        NOT NULL UNIQUE,
    sealed_secret bytea       NOT NULL,
    name          text        NOT NULL,
    networks      text        NOT NULL,
    created       timestamptz NOT NULL
);

CREATE INDEX api_key_by_account ON api_key (account);
