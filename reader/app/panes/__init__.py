"""What the panes show of an analysis, as rows."""
