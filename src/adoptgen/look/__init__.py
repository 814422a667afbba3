"""The visual language as data and pure functions: tokens, brand ramp, style sheet variables."""
