-- What the library's pages count by: they ask how much each day has, of each sort, without reading the assets themselves. Rules as in 00001.

-- +goose Up
CREATE INDEX asset_counted ON asset (production_id, gone, day, kind, state, verdict, rating, scene_id, moment_id);
