CREATE TABLE sign_in_failures (
    key           text NOT NULL PRIMARY KEY,
    failures      integer NOT NULL,
    blocked_until bigint NOT NULL,
    last_at       bigint NOT NULL
);
CREATE INDEX ix_sign_in_failures_last ON sign_in_failures (last_at);
