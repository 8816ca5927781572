-- What assets are found by. The index itself is made by the program, for each engine its own: see search_fts5.go and search_tsvector.go. Rules as in 00001.

-- +goose Up
-- seq is that of the asset: an INTEGER, so that SQLite finds a row by it without another index. names and words are folded, for the order of what is found.
CREATE TABLE asset_search (
    seq           INTEGER PRIMARY KEY REFERENCES asset (seq) ON DELETE CASCADE,
    production_id TEXT NOT NULL,
    names         TEXT NOT NULL,
    words         TEXT NOT NULL,
    lift          BIGINT NOT NULL
);
CREATE INDEX asset_search_by_production ON asset_search (production_id, seq);

-- The words that the index holds, for what somebody is still typing or typed wrong. head is its first two letters; seen is about how
-- many assets in sixteen have it, so that few writes meet at the common ones.
CREATE TABLE asset_word (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    word          TEXT NOT NULL,
    head          TEXT NOT NULL,
    seen          BIGINT NOT NULL,
    PRIMARY KEY (production_id, word)
);
CREATE INDEX asset_word_by_head ON asset_word (production_id, head);

-- What is left of a word when letters are taken out; key is a hash of that.
CREATE TABLE asset_typo (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    key           BIGINT NOT NULL,
    word          TEXT NOT NULL,
    PRIMARY KEY (production_id, key, word)
);
