-- Talks with people, what they are asked, and the questions that a production changed or added. Rules as in 00007.

-- +goose Up
CREATE TABLE interview (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);

CREATE TABLE asked (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    interview_id  TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX asked_by_interview ON asked (production_id, interview_id, id);

CREATE TABLE question (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
