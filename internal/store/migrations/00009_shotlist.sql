-- The BTS unit's own shot list, and views of lists that people keep by name. Rules as in 00001.

-- +goose Up
-- body is the object as JSON; what is beside it is searched and sorted by.
CREATE TABLE wanted_shot (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    moment_id     TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);

-- user_id is empty for a view that everybody of the production has.
CREATE TABLE saved_view (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    user_id       TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
