-- Why a plan differs from the one before, and what a crew-day is worth. Rules as in 00001.

-- +goose Up
ALTER TABLE coverage_plan ADD COLUMN gone TEXT NOT NULL DEFAULT '[]';
ALTER TABLE coverage_plan ADD COLUMN crew_day TEXT NOT NULL DEFAULT '{}';
