"""Floor 0: characters. Sanitising, folding, words, bidi, shaping, line breaking, layout."""
