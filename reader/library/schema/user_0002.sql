-- What the reader marks, writes, follows and looks for. Articles are known by Article.uid.
CREATE TABLE mark (                        -- state of an article for its reader
    uid       TEXT PRIMARY KEY,
    read_at   INTEGER,                     -- NULL: unread
    starred   INTEGER NOT NULL DEFAULT 0,
    archived  INTEGER NOT NULL DEFAULT 0,
    position  INTEGER NOT NULL DEFAULT 0,  -- code point at the top of the screen
    seen_at   INTEGER
) WITHOUT ROWID;
CREATE INDEX mark_starred ON mark (starred) WHERE starred = 1;
CREATE TABLE tag (
    uid TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (tag, uid)
) WITHOUT ROWID;
CREATE INDEX tag_uid ON tag (uid);
CREATE TABLE note (                        -- notes and highlights on a span
    id       INTEGER PRIMARY KEY,
    uid      TEXT NOT NULL,
    start    INTEGER,                      -- code points; NULL: of the whole article
    end      INTEGER,
    quote    TEXT,                         -- the words of the span: a new version finds them again
    before   TEXT,                         -- words before and behind it, for the same
    behind   TEXT,
    text     TEXT NOT NULL DEFAULT '',     -- empty: a highlight
    colour   TEXT,
    made_at  INTEGER NOT NULL
);
CREATE INDEX note_uid ON note (uid, start);
CREATE TABLE saved_search (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    query    TEXT NOT NULL,
    exact    INTEGER NOT NULL DEFAULT 0,
    seen_to  INTEGER NOT NULL DEFAULT 0,   -- article.added_at up to which its hits are not new
    n_new    INTEGER NOT NULL DEFAULT 0,
    made_at  INTEGER NOT NULL
);
CREATE TABLE search_history (
    id      INTEGER PRIMARY KEY,
    query   TEXT NOT NULL,
    hits    INTEGER,
    made_at INTEGER NOT NULL
);
CREATE TABLE feed (                        -- what the reader follows
    url      TEXT PRIMARY KEY,
    title    TEXT,
    typed    INTEGER NOT NULL DEFAULT 1,   -- 0: from a list; inner addresses are not fetched then
    whole    INTEGER NOT NULL DEFAULT 0,   -- 1: fetch the whole article where the feed holds a summary
    added_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE joined (                      -- entities of the library that the reader joined or keeps apart
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL,                -- entity.key
    into_key TEXT NOT NULL,
    apart    INTEGER NOT NULL DEFAULT 0,   -- 1: never the same
    made_at  INTEGER NOT NULL
);
CREATE TABLE undo (                        -- what the last actions were before, for one key that takes them back
    id      INTEGER PRIMARY KEY,
    what    TEXT NOT NULL,                 -- JSON
    made_at INTEGER NOT NULL
);
