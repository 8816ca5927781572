-- When a plan was worked out, apart from when it became the plan; what it is worth; which days were over by then;
-- and what adopting a scenario did, so that it can be taken back. Rules as in 00001.

-- +goose Up
ALTER TABLE coverage_plan ADD COLUMN worked_at BIGINT NOT NULL DEFAULT 0;
UPDATE coverage_plan SET worked_at = made_at;
ALTER TABLE coverage_plan ADD COLUMN worth BIGINT NOT NULL DEFAULT 0;
-- frozen is the date before which its days were over, '' for none or where nobody noted it.
ALTER TABLE coverage_plan ADD COLUMN frozen TEXT NOT NULL DEFAULT '';

-- undo lies with the plan that was replaced, as JSON; null for every other scenario.
ALTER TABLE scenario ADD COLUMN undo TEXT NOT NULL DEFAULT 'null';
