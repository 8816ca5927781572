-- Bookings that somebody moved by hand, and calendars that people subscribe to. Rules as in 00001.

-- +goose Up
-- hand says what was changed by hand in the plan before, as JSON; null for a plan that was planned.
ALTER TABLE coverage_plan ADD COLUMN hand TEXT NOT NULL DEFAULT 'null';

-- A calendar that programs read by a secret address. member_id is '' for all bookings, user_id for the operator.
CREATE TABLE subscription (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    hash          TEXT NOT NULL,
    user_id       TEXT NOT NULL,
    made_by       TEXT NOT NULL,
    member_id     TEXT NOT NULL,
    days          BOOLEAN NOT NULL,
    made_at       BIGINT NOT NULL,
    revoked_at    BIGINT NOT NULL,
    read_at       BIGINT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE UNIQUE INDEX subscription_by_hash ON subscription (hash);

-- What subscribed calendars were last told of each entry, so that its number grows with its changes alone.
CREATE TABLE posted (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    thing         TEXT NOT NULL,
    member_id     TEXT NOT NULL,
    sequence      BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    gone_at       BIGINT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, thing, member_id)
);
