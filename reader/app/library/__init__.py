"""The screens of the library: its list, notes, feeds, names across it; and work behind them."""
