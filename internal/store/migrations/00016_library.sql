-- The library: assets, where their files lie, what was made of them, and what is still to be made. Rules as in 00001.

-- +goose Up
-- seq counts all assets of the database; the search's index knows them by it. body is the object as JSON; what is beside it is searched by.
CREATE TABLE asset (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    seq           BIGINT NOT NULL UNIQUE,
    content       TEXT NOT NULL,
    kind          TEXT NOT NULL,
    state         TEXT NOT NULL,
    day           TEXT NOT NULL,
    taken_at      BIGINT NOT NULL,
    device        TEXT NOT NULL,
    card_id       TEXT NOT NULL,
    scene_id      TEXT NOT NULL,
    moment_id     TEXT NOT NULL,
    rating        BIGINT NOT NULL,
    verdict       TEXT NOT NULL,
    gone          BOOLEAN NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE UNIQUE INDEX asset_by_content ON asset (production_id, content);
CREATE INDEX asset_by_time ON asset (production_id, gone, day, taken_at, id);
CREATE INDEX asset_by_card ON asset (production_id, card_id, taken_at);
CREATE INDEX asset_by_scene ON asset (production_id, scene_id, taken_at);
CREATE INDEX asset_by_moment ON asset (production_id, moment_id, taken_at);
CREATE INDEX asset_by_device ON asset (production_id, device, taken_at);

-- What the file says of itself, whole: JSON, gzip, base64.
CREATE TABLE asset_reading (
    production_id TEXT NOT NULL,
    asset_id      TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, asset_id),
    FOREIGN KEY (production_id, asset_id) REFERENCES asset (production_id, id) ON DELETE CASCADE
);

CREATE TABLE asset_file (
    production_id TEXT NOT NULL,
    asset_id      TEXT NOT NULL,
    host          TEXT NOT NULL,
    place         TEXT NOT NULL,
    modified_at   BIGINT NOT NULL,
    bytes         BIGINT NOT NULL,
    name          TEXT NOT NULL,
    PRIMARY KEY (production_id, asset_id, host, place),
    FOREIGN KEY (production_id, asset_id) REFERENCES asset (production_id, id) ON DELETE CASCADE
);
CREATE INDEX asset_file_by_place ON asset_file (production_id, host, place);

CREATE TABLE asset_derived (
    production_id TEXT NOT NULL,
    asset_id      TEXT NOT NULL,
    role          TEXT NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (production_id, asset_id, role),
    FOREIGN KEY (production_id, asset_id) REFERENCES asset (production_id, id) ON DELETE CASCADE
);

-- What is still to be made of an asset. taken_until is until when somebody works on it, 0 for nobody.
CREATE TABLE asset_work (
    production_id TEXT NOT NULL,
    asset_id      TEXT NOT NULL,
    what          TEXT NOT NULL,
    urgency       BIGINT NOT NULL,
    attempts      BIGINT NOT NULL,
    taken_until   BIGINT NOT NULL,
    problem       TEXT NOT NULL,
    PRIMARY KEY (production_id, asset_id, what),
    FOREIGN KEY (production_id, asset_id) REFERENCES asset (production_id, id) ON DELETE CASCADE
);
CREATE INDEX asset_work_by_urgency ON asset_work (production_id, urgency, asset_id);

INSERT INTO series (name, last_value) VALUES ('asset', 0);
