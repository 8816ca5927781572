-- Folders of machines from which the library takes what comes. Rules as in 00001.

-- +goose Up
CREATE TABLE watched_folder (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    host          TEXT NOT NULL,
    body          TEXT NOT NULL, -- the folder as JSON
    PRIMARY KEY (production_id, id)
);
