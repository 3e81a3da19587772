"""The command `qari`: a subcommand, or the reader on the files named."""
