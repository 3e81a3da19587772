"""The article on the screen: rows, the widget that draws them, caret and selection."""
