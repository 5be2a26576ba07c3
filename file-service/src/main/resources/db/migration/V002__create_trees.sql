-- One row per account that has used the service. Whoever changes an account's tree locks its row first, so that names, usage and the
-- later event numbers of one account change one at a time.
CREATE TABLE tree (
    owner bigint PRIMARY KEY,
    root  bigint NOT NULL UNIQUE REFERENCES folder (id),
    quota bigint NOT NULL CHECK (quota >= 0),
    used  bigint NOT NULL DEFAULT 0 CHECK (used >= 0)
);

COMMENT ON COLUMN tree.quota IS 'bytes; as auth-service last said when the owner called';
COMMENT ON COLUMN tree.used IS 'bytes in the current revisions of files that are not deleted';
