-- The planning worksheet: its answers and what was made of them; checklists and what is to be delivered. Rules as in 00001.

-- +goose Up
-- body is the object as JSON; what is beside it is searched by.
CREATE TABLE worksheet (
    production_id TEXT PRIMARY KEY REFERENCES production (id) ON DELETE CASCADE,
    answers       TEXT NOT NULL, -- lines by question
    made          TEXT NOT NULL  -- id of the object by the key that the sheet knows it by
);

CREATE TABLE checks (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);

CREATE TABLE tick (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    check_id      TEXT NOT NULL,
    date          TEXT NOT NULL, -- '' for what is done once
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, check_id, date)
);

CREATE TABLE piece (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
