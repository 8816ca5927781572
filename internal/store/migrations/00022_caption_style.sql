-- How a production writes the captions of its stills. Rules as in 00001.

-- +goose Up
CREATE TABLE caption_style (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    body          TEXT NOT NULL, -- the style as JSON
    PRIMARY KEY (production_id)
);
