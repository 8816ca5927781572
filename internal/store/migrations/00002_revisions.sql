-- Revisions as proposals that are applied, discarded and undone; calendars that are fetched again; local
-- corrections; notices and those who want to be told. Rules as in 00001.

-- +goose Up
-- The facts of the tables are what everybody works with: what the papers say, corrected. paper is the vault's
-- address of what the papers say alone, '' where that is the same as the tables.
ALTER TABLE facts ADD COLUMN paper TEXT NOT NULL DEFAULT '';

ALTER TABLE event ADD COLUMN calendar TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN uid TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;

ALTER TABLE person ADD COLUMN department TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN phone TEXT NOT NULL DEFAULT '';

ALTER TABLE location ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE location ADD COLUMN contact TEXT NOT NULL DEFAULT '';
ALTER TABLE location ADD COLUMN note TEXT NOT NULL DEFAULT '';

CREATE TABLE shot (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    position      BIGINT NOT NULL,
    scene_number  TEXT NOT NULL,
    scene_id      TEXT NOT NULL,
    number        TEXT NOT NULL,
    size          TEXT NOT NULL,
    angle         TEXT NOT NULL,
    movement      TEXT NOT NULL,
    lens          TEXT NOT NULL,
    equipment     TEXT NOT NULL,
    description   TEXT NOT NULL,
    minutes       BIGINT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX shot_by_position ON shot (production_id, position, id);

-- One taking-in of papers. before_paper, after_paper and moments are addresses in the vault.
CREATE TABLE proposal (
    id            TEXT PRIMARY KEY,
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    state         TEXT NOT NULL,
    title         TEXT NOT NULL,
    source        TEXT NOT NULL,
    files         TEXT NOT NULL,
    force         BOOLEAN NOT NULL,
    before_paper  TEXT NOT NULL,
    after_paper   TEXT NOT NULL,
    moments       TEXT NOT NULL,
    result        TEXT NOT NULL,
    made_by       TEXT NOT NULL,
    made_at       BIGINT NOT NULL,
    decided_by    TEXT NOT NULL,
    decided_at    BIGINT NOT NULL
);
CREATE INDEX proposal_by_time ON proposal (production_id, made_at, id);
CREATE INDEX proposal_by_decision ON proposal (production_id, state, decided_at, id);

ALTER TABLE revision ADD COLUMN proposal_id TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN undone BOOLEAN NOT NULL DEFAULT FALSE;

-- A calendar that is fetched again. local says that a file of this machine may be read.
CREATE TABLE calendar_source (
    id            TEXT PRIMARY KEY,
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    address       TEXT NOT NULL,
    name          TEXT NOT NULL,
    alone         BOOLEAN NOT NULL,
    local         BOOLEAN NOT NULL,
    etag          TEXT NOT NULL,
    modified      TEXT NOT NULL,
    sha256        TEXT NOT NULL,
    checked_at    BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    next_at       BIGINT NOT NULL,
    failures      BIGINT NOT NULL,
    problem       TEXT NOT NULL,
    user_id       TEXT NOT NULL,
    added_by      TEXT NOT NULL,
    added_at      BIGINT NOT NULL
);
CREATE UNIQUE INDEX calendar_source_by_address ON calendar_source (production_id, address);
CREATE INDEX calendar_source_due ON calendar_source (next_at, id);

CREATE TABLE correction (
    id            TEXT PRIMARY KEY,
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    what          TEXT NOT NULL,
    target        TEXT NOT NULL,
    part          TEXT NOT NULL,
    field         TEXT NOT NULL,
    value         TEXT NOT NULL,
    was           TEXT NOT NULL,
    paper         TEXT NOT NULL,
    note          TEXT NOT NULL,
    state         TEXT NOT NULL,
    made_by       TEXT NOT NULL,
    made_at       BIGINT NOT NULL
);
CREATE INDEX correction_by_time ON correction (production_id, made_at, id);

-- Something that everybody who works with the facts should know. audience is the action that somebody must
-- be allowed in order to be told.
CREATE TABLE notice (
    id            TEXT PRIMARY KEY,
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    proposal_id   TEXT NOT NULL,
    audience      TEXT NOT NULL,
    title         TEXT NOT NULL,
    broken        BIGINT NOT NULL,
    made_by       TEXT NOT NULL,
    made_at       BIGINT NOT NULL
);
CREATE INDEX notice_by_time ON notice (production_id, made_at, id);

CREATE TABLE notice_seen (
    notice_id TEXT NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
    user_id   TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    seen_at   BIGINT NOT NULL,
    PRIMARY KEY (notice_id, user_id)
);

-- How somebody wants to be told of revisions. secret signs what goes to a webhook.
CREATE TABLE watch (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    user_id       TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    channel       TEXT NOT NULL,
    address       TEXT NOT NULL,
    secret        TEXT NOT NULL,
    level         TEXT NOT NULL,
    since_at      BIGINT NOT NULL,
    problem       TEXT NOT NULL,
    PRIMARY KEY (production_id, user_id, channel)
);
CREATE INDEX watch_by_user ON watch (user_id);
