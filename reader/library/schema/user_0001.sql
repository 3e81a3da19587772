-- user.db: what the reader made. Nothing in it can be made again.
CREATE TABLE correction (
    id      INTEGER PRIMARY KEY,           -- order in which they were made
    uid     TEXT,                          -- article it holds for; NULL: every article
    action  TEXT NOT NULL,
    name    TEXT NOT NULL,
    value   TEXT NOT NULL DEFAULT '',
    made_at INTEGER NOT NULL               -- seconds since 1970, UTC
);
CREATE INDEX correction_uid ON correction (uid, id);
