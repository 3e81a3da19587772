"""Beside the floors: settings that people edit, folders, and what is remembered apart from them."""

from reader.settings.folders import cache_folder, config_folder, data_folder, state_folder
from reader.settings.reading import change, load, settings_path
from reader.settings.schema import Option, Settings, options
from reader.settings.state import State, load_state, state_path, update_state

__all__ = [
    "Option",
    "Settings",
    "State",
    "cache_folder",
    "change",
    "config_folder",
    "data_folder",
    "load",
    "load_state",
    "options",
    "settings_path",
    "state_folder",
    "state_path",
    "update_state",
]
