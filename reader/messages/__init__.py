"""Beside the floors: the program's words, in Arabic and in English."""
