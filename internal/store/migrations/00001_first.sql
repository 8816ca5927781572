-- The common subset of SQLite and PostgreSQL: TEXT, BIGINT, BOOLEAN; JSON as TEXT; times are UTC
-- milliseconds in columns that end in _at, 0 for none. Facts are keyed by production first, so that
-- an id can never reach into another production and a big table can be split by production.
-- Columns that start with sort_ hold collation keys: both engines order them alike. There is no way down: going
-- back means restoring a backup, never dropping tables.

-- +goose Up
CREATE TABLE production (
    id         TEXT PRIMARY KEY,
    slug       TEXT NOT NULL UNIQUE,
    title      TEXT NOT NULL,
    sort_title TEXT NOT NULL,
    kind       TEXT NOT NULL,
    time_zone  TEXT NOT NULL,
    start_date TEXT NOT NULL,
    crew_days  BIGINT NOT NULL,
    rule_pack  TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- One row for each production with facts: what has no table of its own, and the counts.
CREATE TABLE facts (
    production_id TEXT PRIMARY KEY REFERENCES production (id) ON DELETE CASCADE,
    unplaced      TEXT NOT NULL,
    scenes        BIGINT NOT NULL,
    characters    BIGINT NOT NULL,
    days          BIGINT NOT NULL,
    events        BIGINT NOT NULL,
    people        BIGINT NOT NULL,
    locations     BIGINT NOT NULL,
    elements      BIGINT NOT NULL
);

CREATE TABLE scene (
    production_id    TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id               TEXT NOT NULL,
    number           TEXT NOT NULL,
    number_given     BOOLEAN NOT NULL,
    position         BIGINT NOT NULL,
    heading          TEXT NOT NULL,
    int_ext          TEXT NOT NULL,
    set_name         TEXT NOT NULL,
    time_of_day      TEXT NOT NULL,
    eighths          BIGINT NOT NULL,
    estimated        BOOLEAN NOT NULL,
    page             TEXT NOT NULL,
    script_day       TEXT NOT NULL,
    synopsis         TEXT NOT NULL,
    characters       TEXT NOT NULL,
    elements         TEXT NOT NULL,
    sections         TEXT NOT NULL,
    tags             TEXT NOT NULL,
    omitted          BOOLEAN NOT NULL,
    in_script        BOOLEAN NOT NULL,
    in_schedule      BOOLEAN NOT NULL,
    minutes_to_shoot BIGINT NOT NULL,
    source_line      BIGINT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX scene_by_position ON scene (production_id, position, id);
CREATE INDEX scene_by_number ON scene (production_id, number);

-- The words of a scene, apart so that lists of scenes do not read them.
CREATE TABLE scene_text (
    production_id TEXT NOT NULL,
    scene_id      TEXT NOT NULL,
    lines         TEXT NOT NULL,
    notes         TEXT NOT NULL,
    PRIMARY KEY (production_id, scene_id),
    FOREIGN KEY (production_id, scene_id) REFERENCES scene (production_id, id) ON DELETE CASCADE
);

-- units is the day's units without their strips.
CREATE TABLE shoot_day (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    position      BIGINT NOT NULL,
    number        BIGINT NOT NULL,
    shoot_date    TEXT NOT NULL,
    units         TEXT NOT NULL,
    note          TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX shoot_day_by_date ON shoot_day (production_id, shoot_date);

CREATE TABLE strip (
    production_id TEXT NOT NULL,
    id            TEXT NOT NULL,
    day_id        TEXT NOT NULL,
    unit_position BIGINT NOT NULL,
    position      BIGINT NOT NULL,
    scene_number  TEXT NOT NULL,
    scene_id      TEXT NOT NULL,
    banner        TEXT NOT NULL,
    start_minute  BIGINT NOT NULL,
    end_minute    BIGINT NOT NULL,
    estimated     BOOLEAN NOT NULL,
    set_name      TEXT NOT NULL,
    closed        BOOLEAN NOT NULL,
    capacity      BIGINT NOT NULL,
    cast_names    TEXT NOT NULL,
    PRIMARY KEY (production_id, id),
    FOREIGN KEY (production_id, day_id) REFERENCES shoot_day (production_id, id) ON DELETE CASCADE
);
CREATE INDEX strip_by_day ON strip (production_id, day_id, unit_position, position);

CREATE TABLE event (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    position      BIGINT NOT NULL,
    kind          TEXT NOT NULL,
    title         TEXT NOT NULL,
    event_date    TEXT NOT NULL,
    start_minute  BIGINT NOT NULL,
    end_minute    BIGINT NOT NULL,
    people        TEXT NOT NULL,
    place         TEXT NOT NULL,
    scene_number  TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX event_by_position ON event (production_id, position, id);

CREATE TABLE person (
    production_id  TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id             TEXT NOT NULL,
    position       BIGINT NOT NULL,
    kind           TEXT NOT NULL,
    name           TEXT NOT NULL,
    character_name TEXT NOT NULL,
    role           TEXT NOT NULL,
    board_id       TEXT NOT NULL,
    away           TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX person_by_position ON person (production_id, position, id);

CREATE TABLE location (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    position      BIGINT NOT NULL,
    name          TEXT NOT NULL,
    sets          TEXT NOT NULL,
    PRIMARY KEY (production_id, position)
);

CREATE TABLE revision (
    id            TEXT PRIMARY KEY,
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    kind          TEXT NOT NULL,
    format        TEXT NOT NULL,
    file_name     TEXT NOT NULL,
    sha256        TEXT NOT NULL,
    size_bytes    BIGINT NOT NULL,
    summary       TEXT NOT NULL,
    imported_by   TEXT NOT NULL,
    imported_at   BIGINT NOT NULL
);
CREATE INDEX revision_by_time ON revision (production_id, imported_at, id);

CREATE TABLE mapping (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    header        TEXT NOT NULL,
    fields        TEXT NOT NULL,
    PRIMARY KEY (production_id, header)
);

-- search is folded text for "contains"; detail is the JSON of reasons, windows, roles, cast, edited.
CREATE TABLE moment (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    finder_key    TEXT NOT NULL,
    title         TEXT NOT NULL,
    kind          TEXT NOT NULL,
    scene_id      TEXT NOT NULL,
    scene_number  TEXT NOT NULL,
    score         BIGINT NOT NULL,
    minutes       BIGINT NOT NULL,
    hold_kit      BIGINT NOT NULL,
    person        TEXT NOT NULL,
    arc           TEXT NOT NULL,
    last_date     TEXT NOT NULL,
    status        TEXT NOT NULL,
    origin        TEXT NOT NULL,
    note          TEXT NOT NULL,
    gone          BOOLEAN NOT NULL,
    must_have     BOOLEAN NOT NULL,
    detail        TEXT NOT NULL,
    sort_title    TEXT NOT NULL,
    search        TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX moment_by_score ON moment (production_id, score DESC, sort_title, id);
CREATE INDEX moment_by_status ON moment (production_id, status);
CREATE INDEX moment_by_kind ON moment (production_id, kind);
CREATE INDEX moment_by_scene ON moment (production_id, scene_number);

-- The dates on which a moment has a window.
CREATE TABLE moment_date (
    production_id TEXT NOT NULL,
    moment_id     TEXT NOT NULL,
    window_date   TEXT NOT NULL,
    PRIMARY KEY (production_id, moment_id, window_date),
    FOREIGN KEY (production_id, moment_id) REFERENCES moment (production_id, id) ON DELETE CASCADE
);
CREATE INDEX moment_date_by_date ON moment_date (production_id, window_date, moment_id);

CREATE TABLE crew_member (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    name          TEXT NOT NULL,
    folded_name   TEXT NOT NULL,
    sort_name     TEXT NOT NULL,
    skills        TEXT NOT NULL,
    cost          BIGINT NOT NULL,
    away          TEXT NOT NULL,
    max_week      BIGINT NOT NULL,
    note          TEXT NOT NULL,
    PRIMARY KEY (production_id, id),
    UNIQUE (production_id, folded_name)
);
CREATE INDEX crew_member_by_name ON crew_member (production_id, sort_name, id);

CREATE TABLE coverage_plan (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    id            TEXT NOT NULL,
    made_at       BIGINT NOT NULL,
    made_by       TEXT NOT NULL,
    seed          BIGINT NOT NULL,
    crew_days     BIGINT NOT NULL,
    used_days     BIGINT NOT NULL,
    plan_value    BIGINT NOT NULL,
    bound         BIGINT NOT NULL,
    total         BIGINT NOT NULL,
    covered       BIGINT NOT NULL,
    kept          BIGINT NOT NULL,
    moved         BIGINT NOT NULL,
    dropped       BIGINT NOT NULL,
    added         BIGINT NOT NULL,
    days          TEXT NOT NULL,
    uncovered     TEXT NOT NULL,
    PRIMARY KEY (production_id, id)
);
CREATE INDEX coverage_plan_by_time ON coverage_plan (production_id, made_at, id);

CREATE TABLE task (
    id            TEXT PRIMARY KEY,
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    kind          TEXT NOT NULL,
    title         TEXT NOT NULL,
    args          TEXT NOT NULL,
    state         TEXT NOT NULL,
    done          BIGINT NOT NULL,
    total         BIGINT NOT NULL,
    message       TEXT NOT NULL,
    error         TEXT NOT NULL,
    result        TEXT NOT NULL,
    cancel        BOOLEAN NOT NULL,
    attempts      BIGINT NOT NULL,
    created_by    TEXT NOT NULL,
    created_at    BIGINT NOT NULL,
    started_at    BIGINT NOT NULL,
    beat_at       BIGINT NOT NULL,
    finished_at   BIGINT NOT NULL
);
CREATE INDEX task_by_time ON task (production_id, created_at, id);
CREATE INDEX task_unfinished ON task (created_at, id) WHERE state IN ('pending', 'running');

CREATE TABLE feed (
    seq           BIGINT PRIMARY KEY,
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    topic         TEXT NOT NULL,
    payload       TEXT NOT NULL,
    happened_at   BIGINT NOT NULL
);
CREATE INDEX feed_by_production ON feed (production_id, seq);
CREATE INDEX feed_by_time ON feed (happened_at);

-- The last number given out by a series, where the engine has no sequences.
CREATE TABLE series (
    name       TEXT PRIMARY KEY,
    last_value BIGINT NOT NULL
);
INSERT INTO series (name, last_value) VALUES ('feed', 0);

CREATE TABLE account (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    sort_name     TEXT NOT NULL,
    email         TEXT NOT NULL,
    operator      BOOLEAN NOT NULL,
    password_hash TEXT NOT NULL,
    created_at    BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_by_email ON account (email) WHERE email <> '';

CREATE TABLE membership (
    production_id TEXT NOT NULL REFERENCES production (id) ON DELETE CASCADE,
    user_id       TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role          TEXT NOT NULL,
    since_at      BIGINT NOT NULL,
    PRIMARY KEY (production_id, user_id)
);
CREATE INDEX membership_by_user ON membership (user_id);

-- production_id and user_id are NULL where the link is not about one.
CREATE TABLE link (
    token_hash    TEXT PRIMARY KEY,
    purpose       TEXT NOT NULL,
    production_id TEXT REFERENCES production (id) ON DELETE CASCADE,
    role          TEXT NOT NULL,
    user_id       TEXT REFERENCES account (id) ON DELETE CASCADE,
    label         TEXT NOT NULL,
    created_by    TEXT NOT NULL,
    created_at    BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL,
    used_at       BIGINT NOT NULL
);
CREATE INDEX link_by_production ON link (COALESCE(production_id, ''), created_at);
CREATE INDEX link_by_user ON link (user_id);

CREATE TABLE passkey (
    id           TEXT PRIMARY KEY,
    user_id      TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    label        TEXT NOT NULL,
    credential   TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL
);
CREATE INDEX passkey_by_user ON passkey (user_id);

CREATE TABLE token (
    hash         TEXT PRIMARY KEY,
    user_id      TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    label        TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL
);
CREATE INDEX token_by_user ON token (user_id);

-- Who did what. No foreign keys: the record outlives what it speaks of.
CREATE TABLE audit (
    id            TEXT PRIMARY KEY,
    happened_at   BIGINT NOT NULL,
    user_id       TEXT NOT NULL,
    name          TEXT NOT NULL,
    production_id TEXT NOT NULL,
    action        TEXT NOT NULL,
    detail        TEXT NOT NULL,
    remote        TEXT NOT NULL
);
CREATE INDEX audit_by_production ON audit (production_id, happened_at, id);
CREATE INDEX audit_by_time ON audit (happened_at, id);

-- data is base64.
CREATE TABLE session (
    token      TEXT PRIMARY KEY,
    data       TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_by_expiry ON session (expires_at);
