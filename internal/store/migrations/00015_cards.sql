-- The unit's cards, the receipts of their copies, and how far each offload on this machine is. Rules as in 00001.

-- +goose Up
-- body is the object as JSON; what is beside it is searched by.
CREATE TABLE card (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);

CREATE TABLE card_receipt (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    card_id       TEXT NOT NULL,
    content       TEXT NOT NULL, -- names what was on the card whatever it is called
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX card_receipt_by_card ON card_receipt (production_id, card_id, id);
CREATE INDEX card_receipt_by_content ON card_receipt (production_id, content, id);

-- id is that of the task that carries the offload out.
CREATE TABLE card_run (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
