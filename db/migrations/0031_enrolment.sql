-- Local days between which data is expected of a participant, both included; null for no bound.
ALTER TABLE users ADD COLUMN enrolled_on date;
--> statement-breakpoint
ALTER TABLE users ADD COLUMN withdrawn_on date;
--> statement-breakpoint
ALTER TABLE users ADD CONSTRAINT users_enrolment_check CHECK (withdrawn_on >= enrolled_on);
