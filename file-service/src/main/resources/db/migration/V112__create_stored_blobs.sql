-- When which content was stored last in an object store; nothing is written here while blobs lie in a directory.
-- A blob's name compares by its bytes, so that pages follow the primary key.
CREATE TABLE stored_blob (
    sha256 text COLLATE "C" PRIMARY KEY,
    stored timestamptz NOT NULL
);
