-- Tries of link passwords, counted per link and address so that guessing is slow for the guesser and not felt by anybody else.
CREATE TABLE password_try (
    link    bigint      NOT NULL REFERENCES link,
    address text        NOT NULL,
    tries   integer     NOT NULL,
    ends    timestamptz NOT NULL,                          -- end of the window these tries belong to
    PRIMARY KEY (link, address)
);

CREATE INDEX password_try_ends ON password_try (ends);
