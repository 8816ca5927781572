-- Frames of BTS storyboards. Drawings and pictures are files of the vault, known by their addresses. Rules as in 00001.

-- +goose Up
CREATE TABLE frame (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    moment_id     TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX frame_by_moment ON frame (production_id, moment_id, id);
