-- What a worker runs by itself, as its crontab says it: whoever asks when the next run is reads it here.
ALTER TABLE workers ADD COLUMN crontab text;
