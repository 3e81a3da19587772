"""Training the tagger: vectors, network, export. It needs the extra `train`."""
