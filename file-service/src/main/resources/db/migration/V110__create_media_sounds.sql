-- What decoding the first sound track of a blob gave; samples is 0 where there was nothing to decode.
CREATE TABLE media_sounds (
    sha256        text     PRIMARY KEY,
    meter_version integer  NOT NULL,
    sample_rate   integer  NOT NULL,
    channels      integer  NOT NULL,
    samples       bigint   NOT NULL,
    seekable      boolean  NOT NULL
);
