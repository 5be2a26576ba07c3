-- What links have sent and link-service has not confirmed yet. A report is one row, so that whoever delivers it holds all of it.
CREATE TABLE traffic_outbox (
    report     uuid        PRIMARY KEY,
    links      jsonb       NOT NULL, -- {"<link id>": <bytes>}
    created_at timestamptz NOT NULL
);

CREATE INDEX traffic_outbox_created_at ON traffic_outbox (created_at);
