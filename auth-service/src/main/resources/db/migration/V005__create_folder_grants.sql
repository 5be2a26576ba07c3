-- rights: 1 read, 2 create, 4 modify, 8 delete, 16 send. folder is an id of file-service, whose tables are elsewhere.
CREATE TABLE folder_grant (
    account bigint      NOT NULL,
    folder  bigint      NOT NULL,
    rights  integer     NOT NULL CHECK (rights BETWEEN 1 AND 31),
    changed timestamptz NOT NULL,
    PRIMARY KEY (account, folder)
);
