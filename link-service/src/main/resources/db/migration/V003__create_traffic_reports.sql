-- Traffic reports already counted: file-service sends each at least once, this table makes it count once.
CREATE TABLE traffic_report (
    id       uuid        PRIMARY KEY,
    received timestamptz NOT NULL
);

CREATE INDEX traffic_report_received ON traffic_report (received);
