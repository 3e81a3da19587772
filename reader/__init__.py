"""Qari (قارئ): Arabic news in the terminal, laid out right, with its entities and its timeline."""

__version__ = "0.1.0"
