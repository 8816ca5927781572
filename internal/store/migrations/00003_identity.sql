-- What tells things of the papers apart: the occurrence of a series beside its UID, what a location list named
-- beside what a schedule did, the scene of a corrected strip. Rules as in 00001.

-- +goose Up
ALTER TABLE event ADD COLUMN occurrence TEXT NOT NULL DEFAULT '';

ALTER TABLE location ADD COLUMN listed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE location ADD COLUMN listed_sets TEXT NOT NULL DEFAULT '[]';

-- A scene that was made of one whose set is closed, as long as no schedule has it.
ALTER TABLE scene ADD COLUMN closed BOOLEAN NOT NULL DEFAULT FALSE;

-- What the papers said when a plan was made: the vault's address, '' where nobody noted it.
ALTER TABLE coverage_plan ADD COLUMN paper TEXT NOT NULL DEFAULT '';

-- How dates that can be read two ways are meant in the papers of a proposal (BCP 47), '' where nobody said.
ALTER TABLE proposal ADD COLUMN locale TEXT NOT NULL DEFAULT '';

-- met says that a paper has agreed with the correction since: what a paper says after that is news.
ALTER TABLE correction ADD COLUMN scene_id TEXT NOT NULL DEFAULT '';
ALTER TABLE correction ADD COLUMN met BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE correction SET met = TRUE WHERE state = 'agreed';
