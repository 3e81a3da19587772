"""Colours, light and dark. Never colour alone: styles and signs say the same."""

from textual.theme import Theme

DARK = Theme(
    name="qari-dark",
    primary="#7aa2c8",
    secondary="#b9a36a",
    accent="#d08f5a",
    foreground="#d6d3cb",
    background="#14161a",
    surface="#14161a",
    panel="#20242b",
    warning="#d7a64f",
    error="#d0675c",
    success="#8fae6f",
    dark=True,
    variables={
        "per": "#e6b673",
        "org": "#8fb7e0",
        "loc": "#9cc489",
        "fac": "#c9b1e0",
        "misc": "#c8c2b4",
        "time": "#e09a8a",
        "dim": "#8b8f98",
        "highlight": "#3b3522",
        "note": "#2f3a26",
    },
)

LIGHT = Theme(
    name="qari-light",
    primary="#2b5d8c",
    secondary="#7a6523",
    accent="#a4551d",
    foreground="#22252a",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#ebe8e0",
    warning="#8a5f00",
    error="#a8322a",
    success="#45682b",
    dark=False,
    variables={
        "per": "#7a4b00",
        "org": "#1d4f82",
        "loc": "#2f5f1d",
        "fac": "#5b3a86",
        "misc": "#4f4a3e",
        "time": "#96382a",
        "dim": "#686c75",
        "highlight": "#f4e6b4",
        "note": "#d9e8c4",
    },
)

THEMES = {"dark": DARK, "light": LIGHT}
