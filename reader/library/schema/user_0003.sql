-- Two entities of an article may have one name: their types tell them apart.
ALTER TABLE correction ADD COLUMN type TEXT;  -- NULL: any
