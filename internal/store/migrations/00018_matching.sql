-- What assets may belong to, and how the clocks of their devices are off. Rules as in 00001.

-- +goose Up
-- The suggestions that nobody has decided, as they stand in the bodies of assets that are not gone; written with these.
CREATE TABLE asset_match (
    production_id TEXT NOT NULL,
    asset_id      TEXT NOT NULL,
    what          TEXT NOT NULL,
    object_id     TEXT NOT NULL,
    score         BIGINT NOT NULL,
    PRIMARY KEY (production_id, asset_id, what, object_id),
    FOREIGN KEY (production_id, asset_id) REFERENCES asset (production_id, id) ON DELETE CASCADE
);
CREATE INDEX asset_match_by_object ON asset_match (production_id, what, object_id, asset_id);

-- What somebody said of a device's clock; body is the object as JSON.
CREATE TABLE clock_note (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);

-- What was learned of the clocks, worked out anew from notes and assets; a row for each period.
CREATE TABLE device_clock (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    device        TEXT NOT NULL,
    period        BIGINT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, device, period)
);
