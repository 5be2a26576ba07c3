-- From where accounts logged in with their password, to the day. Strangers guessing elsewhere do not slow these down.
CREATE TABLE familiar_address (
    account bigint      NOT NULL REFERENCES account (id),
    address text        NOT NULL,
    seen    timestamptz NOT NULL,
    PRIMARY KEY (account, address)
);

CREATE INDEX familiar_address_by_age ON familiar_address (seen);
