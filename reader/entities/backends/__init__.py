"""Other taggers than the built-in one: each in a process of its own, tokens in, spans out.

A tagger is a class of the shape of `reader.entities.backends.protocol.Backend`, named by an entry
point of the group `qari.taggers`. Nothing here is imported unless the reader chose one.
"""
