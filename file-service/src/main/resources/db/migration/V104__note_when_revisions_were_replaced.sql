-- How long an older revision is kept counts from here. Those of before count from the migration, which writes each of
-- them once and, while the indexes are made, lets nobody else write to both tables.
ALTER TABLE file_revision ADD COLUMN replaced timestamptz;

COMMENT ON COLUMN file_revision.replaced IS
    'since when it is not current; null: it is, or a version of the service that did not know the column replaced it';

UPDATE file_revision r SET replaced = current_timestamp
  FROM file f
 WHERE f.id = r.file AND f.current <> r.id;

CREATE INDEX file_revision_replaced ON file_revision (replaced) WHERE replaced IS NOT NULL;
CREATE INDEX file_deleted ON file (deleted) WHERE deleted IS NOT NULL;
CREATE INDEX file_owner ON file (owner);
