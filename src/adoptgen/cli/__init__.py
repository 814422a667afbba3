"""One file per command: wiring and printing only."""
