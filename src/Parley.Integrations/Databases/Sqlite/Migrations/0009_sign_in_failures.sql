CREATE TABLE sign_in_failures (
    key           TEXT NOT NULL PRIMARY KEY,
    failures      INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL,
    last_at       INTEGER NOT NULL
);
CREATE INDEX ix_sign_in_failures_last ON sign_in_failures (last_at);
