-- What a probe found in a blob; facts is null where there was neither sound nor picture.
CREATE TABLE media_facts (
    sha256        text     PRIMARY KEY,
    probe_version integer  NOT NULL,
    facts         jsonb
);
