-- What is said in recordings. Rules as in 00001.

-- +goose Up
-- body is the object as JSON; what is beside it is searched by. from_ms is -1 where nobody knows the time.
CREATE TABLE cue (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    asset_id      TEXT NOT NULL,
    from_ms       BIGINT NOT NULL,
    gone          BOOLEAN NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX cue_by_asset ON cue (production_id, asset_id, from_ms, id);
