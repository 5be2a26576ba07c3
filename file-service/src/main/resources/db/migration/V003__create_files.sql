-- What is known of contents, whoever has them: equal contents have one row.
CREATE TABLE content (
    sha256  text   PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    sha1    text   NOT NULL,
    md5     text   NOT NULL,
    size    bigint NOT NULL CHECK (size >= 0),
    sniffed text,
    media   text
);

COMMENT ON COLUMN content.sniffed IS 'MIME type that the first bytes give away';
COMMENT ON COLUMN content.media IS 'what the media probe found, as JSON';

CREATE SEQUENCE revision_id;

CREATE TABLE file (
    id       bigint           PRIMARY KEY,
    owner    bigint           NOT NULL,
    folder   bigint           NOT NULL REFERENCES folder (id),
    name     text COLLATE "C" NOT NULL,
    created  timestamptz      NOT NULL,
    modified timestamptz      NOT NULL,
    deleted  timestamptz,
    current  bigint           NOT NULL
);

CREATE TABLE file_revision (
    id      bigint      PRIMARY KEY,
    file    bigint      NOT NULL REFERENCES file (id) DEFERRABLE INITIALLY DEFERRED,
    content text        NOT NULL REFERENCES content (sha256),
    stored  timestamptz NOT NULL
);

ALTER TABLE file ADD CONSTRAINT file_current FOREIGN KEY (current) REFERENCES file_revision (id) DEFERRABLE INITIALLY DEFERRED;

-- Deleted files keep their name to themselves: whoever takes it again gets the old id, and the old contents as a revision.
CREATE UNIQUE INDEX file_name ON file (folder, name);
CREATE INDEX file_revision_file ON file_revision (file);
CREATE INDEX file_revision_content ON file_revision (content);
