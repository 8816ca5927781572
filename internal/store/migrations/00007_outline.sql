-- The story that people mean to tell, and the journal of what they wrote by hand. Rules as in 00001.

-- +goose Up
-- body is the object as JSON; what is beside it is searched and sorted by.
CREATE TABLE treatment (
    production_id TEXT PRIMARY KEY REFERENCES production (id) ON DELETE CASCADE,
    body          TEXT NOT NULL
);

CREATE TABLE arc (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);

CREATE TABLE beat (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    arc_id        TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);

CREATE TABLE journal (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    seq           BIGINT NOT NULL,
    act           TEXT NOT NULL,
    kind          TEXT NOT NULL,
    object_id     TEXT NOT NULL,
    title         TEXT NOT NULL,
    fields        TEXT NOT NULL,
    lost          TEXT NOT NULL,
    undoes        TEXT NOT NULL,
    made_by       TEXT NOT NULL,
    made_at       BIGINT NOT NULL,
    PRIMARY KEY (production_id, seq)
);
CREATE INDEX journal_by_object ON journal (production_id, kind, object_id, seq);
CREATE INDEX journal_by_act ON journal (production_id, act, seq);
