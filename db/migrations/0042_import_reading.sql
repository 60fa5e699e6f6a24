-- How the tables of an import are to be read, where somebody has said so: the column of people, the order of dates.
ALTER TABLE imports ADD COLUMN reading jsonb;
