-- The feed of dead URLs that every file-service replica follows: URLs of the link with a version below this one are dead.
-- Ids are taken under an advisory lock held until commit, so they become visible in order: a reader that saw N never misses a smaller one.
CREATE TABLE revocation (
    id      bigint      GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME revocation_id) PRIMARY KEY,
    link    bigint      NOT NULL,
    version integer     NOT NULL,
    made    timestamptz NOT NULL
);

-- Rows older than the longest URL life are removed.
CREATE INDEX revocation_made ON revocation (made);
