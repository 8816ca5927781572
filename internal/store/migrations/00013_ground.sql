-- Ground plans: pictures of places from above. They know a place by its name, as the papers have it: rows of location are
-- written anew by every import. Pictures are files of the vault, known by their addresses. Rules as in 00001.

-- +goose Up
CREATE TABLE ground_plan (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
