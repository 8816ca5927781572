-- What a production wants of the copies of its cards, and when copies were proven again. Rules as in 00001.

-- +goose Up
-- body is the object as JSON; what is beside it is searched by.
CREATE TABLE card_rules (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id)
);

-- id is that of the task that carries the proof out.
CREATE TABLE card_proof (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    card_id       TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX card_proof_by_card ON card_proof (production_id, card_id, id);
