"""Widgets that the screens are made of; all their words go through the layout core."""
