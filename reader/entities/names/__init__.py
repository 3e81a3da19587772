"""People and organisations: the lists that ship."""
