-- Plans that are tried out beside the one there is, and the curve of what crew-days bring. Rules as in 00001.

-- +goose Up
-- curve_id is '' for a scenario that somebody asked for by itself. plan is the whole plan, as JSON.
CREATE TABLE scenario (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    curve_id      TEXT NOT NULL,
    state         TEXT NOT NULL,
    made_at       BIGINT NOT NULL,
    made_by       TEXT NOT NULL,
    paper         TEXT NOT NULL,
    crew_days     BIGINT NOT NULL,
    wish          TEXT NOT NULL,
    figures       TEXT NOT NULL,
    plan          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX scenario_by_curve ON scenario (production_id, curve_id, crew_days, id);

-- days are the numbers of crew-days of its points; done says that all of them are there.
CREATE TABLE curve (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    made_at       BIGINT NOT NULL,
    made_by       TEXT NOT NULL,
    paper         TEXT NOT NULL,
    days          TEXT NOT NULL,
    done          BOOLEAN NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX curve_by_time ON curve (production_id, made_at, id);
