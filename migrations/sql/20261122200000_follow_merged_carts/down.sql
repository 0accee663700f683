ALTER TABLE cart DROP COLUMN merged_into;
