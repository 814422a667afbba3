"""One file per kind of output; each exposes `generator`."""
