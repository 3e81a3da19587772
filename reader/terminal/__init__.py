"""Beside the floors: probing a terminal, its bidi dialect, writing laid-out lines to it."""
