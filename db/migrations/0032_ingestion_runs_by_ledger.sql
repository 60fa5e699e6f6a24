-- The window came from the ledger and not from whoever asked: taken up again, the ledger is asked anew.
ALTER TABLE ingestion_runs ADD COLUMN by_ledger boolean NOT NULL DEFAULT false;
