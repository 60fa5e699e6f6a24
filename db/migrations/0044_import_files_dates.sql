-- What comes first in dates with slashes of a file's tables, where somebody has said so; and whether that has to be asked.
ALTER TABLE import_files
  ADD COLUMN dates text CHECK (dates IN ('day-first', 'month-first')),
  ADD COLUMN asks_dates boolean NOT NULL DEFAULT false;
