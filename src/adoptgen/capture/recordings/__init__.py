"""Recordings of other tools, taken over as walkthroughs: one file per format, found by `discover`."""
