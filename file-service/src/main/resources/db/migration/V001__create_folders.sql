-- Files and folders draw their ids from one sequence: the signed-request dialect knows no kinds of id.
CREATE SEQUENCE object_id;

CREATE TABLE folder (
    id       bigint           PRIMARY KEY,
    owner    bigint           NOT NULL,
    parent   bigint           REFERENCES folder (id),
    name     text COLLATE "C" NOT NULL,
    created  timestamptz      NOT NULL,
    modified timestamptz      NOT NULL,
    deleted  timestamptz
);

COMMENT ON COLUMN folder.owner IS 'account id of auth-service';
COMMENT ON COLUMN folder.parent IS 'null: the root of its owner';
COMMENT ON COLUMN folder.deleted IS 'since when it lies in the trash; null: in use';

CREATE UNIQUE INDEX folder_one_root ON folder (owner) WHERE parent IS NULL;
-- Folders in the trash may repeat a name.
CREATE UNIQUE INDEX folder_name ON folder (parent, name) WHERE deleted IS NULL AND parent IS NOT NULL;
CREATE INDEX folder_parent ON folder (parent);
