-- Bookings that somebody moved by hand, and calendars that people subscribe to. Rules as in 00001.

-- +goose Up
-- hand says what was changed by hand in the plan before, as JSON; null for a plan that was planned.
ALTER TABLE coverage_plan ADD COLUMN hand TEXT NOT NULL DEFAULT 'null';
