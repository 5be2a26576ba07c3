-- Reports are delivered outside of a transaction: whoever delivers one holds it for a while. One that is never taken is
-- set aside.
ALTER TABLE traffic_outbox
    ADD COLUMN held_until timestamptz,
    ADD COLUMN tries      integer NOT NULL DEFAULT 0,
    ADD COLUMN failed_at  timestamptz;

COMMENT ON COLUMN traffic_outbox.held_until IS 'until then somebody is delivering it';
COMMENT ON COLUMN traffic_outbox.tries IS 'deliveries that failed; those with fewer come first';
COMMENT ON COLUMN traffic_outbox.failed_at IS 'since when nobody tries any more; null: it waits';

DROP INDEX traffic_outbox_created_at;
CREATE INDEX traffic_outbox_waiting ON traffic_outbox (tries, created_at, report) WHERE failed_at IS NULL;
