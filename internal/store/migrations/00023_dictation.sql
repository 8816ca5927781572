-- Who writes down what is said in recordings. Rules as in 00001.

-- +goose Up
CREATE TABLE dictation (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    body          TEXT NOT NULL, -- what is allowed, as JSON
    key_host      TEXT NOT NULL, -- the server that the key is for: it is sent to no other
    key_value     TEXT NOT NULL, -- never told
    PRIMARY KEY (production_id)
);
