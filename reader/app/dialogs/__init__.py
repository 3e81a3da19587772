"""Dialogs over the reading screen: look-up, search, help, cards."""
