-- library.db: everything in it can be made again or imported again.
-- Offsets are code points of the article's text; days count from 1970-01-01.
CREATE TABLE meta (
    k TEXT PRIMARY KEY,                    -- versions of normaliser, tagger and time engine; watermarks
    v TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE source (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
CREATE TABLE article (
    id           INTEGER PRIMARY KEY,      -- (day << 15) | number within the day; day 0: undated
    uid          TEXT NOT NULL UNIQUE,     -- Article.uid: what user.db refers to
    day          INTEGER,                  -- of publication, NULL: undated
    date_basis   TEXT,                     -- DateBasis
    source       INTEGER REFERENCES source (id),
    title        TEXT NOT NULL,
    author       TEXT,
    url          TEXT,
    path         TEXT,
    language     TEXT,
    url_key      INTEGER,                  -- hash of the address without what does not tell articles apart
    content_hash BLOB NOT NULL,            -- of its folded letters: the same ones, the same article
    likeness     INTEGER,                  -- 64-bit SimHash of its words: near duplicates
    added_at     INTEGER NOT NULL,         -- seconds since 1970, UTC
    analysed     INTEGER NOT NULL DEFAULT 0 -- version of the analysis it has; 0: none yet
);
CREATE INDEX article_hash ON article (content_hash);
CREATE INDEX article_url ON article (url_key) WHERE url_key IS NOT NULL;
CREATE INDEX article_source ON article (source, id);
CREATE INDEX article_analysed ON article (analysed, id);
CREATE INDEX article_added ON article (added_at);
CREATE TABLE body (
    id   INTEGER PRIMARY KEY REFERENCES article (id),
    z    BLOB NOT NULL,                    -- Article.text, compressed (reader.library.normal)
    meta TEXT NOT NULL                     -- JSON: spans of title, byline, paragraphs; encoding, direction…
);
CREATE TABLE old_version (                 -- what a changed article was before
    uid          TEXT NOT NULL,
    number       INTEGER NOT NULL,         -- 1 for the first
    replaced_at  INTEGER NOT NULL,
    record       BLOB NOT NULL,            -- compressed JSON: the article row, its text and meta
    PRIMARY KEY (uid, number)
) WITHOUT ROWID;
-- ar_norm(z) is a function of this program; a plain SQLite shell can MATCH but not read these columns.
CREATE VIEW fts_src AS
    SELECT b.id AS id, ar_norm(b.z) AS body, ar_norm(a.title) AS title
    FROM body b JOIN article a ON a.id = b.id;
CREATE VIRTUAL TABLE fts USING fts5 (
    body, title,                           -- body holds the title line too, as Article.text does
    content = 'fts_src', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (fts, 'row');
CREATE TABLE entity (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,      -- link (gn:…, org:…), or type and folded canonical name
    type        TEXT NOT NULL,             -- EntityType
    name        TEXT NOT NULL,
    name_en     TEXT,
    norm        TEXT NOT NULL,             -- folded name
    n_articles  INTEGER NOT NULL DEFAULT 0,
    n_mentions  INTEGER NOT NULL DEFAULT 0,
    first_id    INTEGER,                   -- of its articles, dated ones first of all
    last_id     INTEGER,
    latitude    REAL,                      -- degrees, WGS 84, of a place
    longitude   REAL,
    country     TEXT,
    kind        TEXT,                      -- of a place
    linked      INTEGER NOT NULL DEFAULT 0 -- 1: key is a link to lists or gazetteer
);
CREATE INDEX entity_norm ON entity (norm, n_articles DESC);
CREATE INDEX entity_type ON entity (type, n_articles DESC);
CREATE INDEX entity_where ON entity (latitude, longitude) WHERE latitude IS NOT NULL;
CREATE TABLE alias (
    norm   TEXT NOT NULL,                  -- folded Arabic form, or Latin key
    entity INTEGER NOT NULL REFERENCES entity (id),
    form   TEXT NOT NULL,                  -- as written
    number INTEGER NOT NULL,               -- among the forms of the entity
    n      INTEGER NOT NULL,               -- articles that give it
    PRIMARY KEY (norm, entity)
) WITHOUT ROWID;
CREATE INDEX alias_entity ON alias (entity, number);
CREATE VIRTUAL TABLE entity_fts USING fts5 (
    words,                                 -- of all forms of the entity that is the row's id
    content = '', detail = none, columnsize = 0, prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TABLE name_word (                   -- the words of entity_fts: what a misspelled one is near to
    word   TEXT PRIMARY KEY,               -- folded, without the article
    turned TEXT NOT NULL,                  -- the last letter first
    bones  TEXT NOT NULL                   -- consonants of its Latin key
) WITHOUT ROWID;
CREATE INDEX name_word_turned ON name_word (turned);
CREATE INDEX name_word_bones ON name_word (bones);
CREATE TABLE entity_article (
    entity  INTEGER NOT NULL,
    article INTEGER NOT NULL,
    n       INTEGER NOT NULL,              -- mentions
    offs    BLOB NOT NULL,                 -- start and length of each, packed (LEB128, starts as differences)
    forms   BLOB NOT NULL,                 -- alias.number of each form the article gives it (LEB128)
    PRIMARY KEY (entity, article)
) WITHOUT ROWID;
CREATE TABLE article_ents (
    id   INTEGER PRIMARY KEY REFERENCES article (id),
    ents BLOB NOT NULL                     -- entity ids, little-endian u32, heaviest first
);
CREATE TABLE entity_day (                  -- roll-up, for entities of very many articles only
    entity     INTEGER NOT NULL,
    day        INTEGER NOT NULL,
    n_articles INTEGER NOT NULL,
    n_mentions INTEGER NOT NULL,
    PRIMARY KEY (entity, day)
) WITHOUT ROWID;
CREATE TABLE article_events (              -- its timeline, packed (reader.library.across.told)
    id     INTEGER PRIMARY KEY REFERENCES article (id),
    events BLOB NOT NULL
);
CREATE TABLE entity_event (
    entity INTEGER NOT NULL,
    day    INTEGER NOT NULL,               -- the event's first day, else its last, else 2147483647
    event  INTEGER NOT NULL,               -- (article << 12) | number within the article
    PRIMARY KEY (entity, day, event)
) WITHOUT ROWID;
CREATE TABLE feed_state (                  -- what the last visit to a feed told
    url           TEXT PRIMARY KEY,
    etag          TEXT,
    last_modified TEXT,
    checked_at    INTEGER,
    failed        TEXT,                    -- the notice of a failure, JSON
    failures      INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
