"""The words of the house as frozen types; no input, no output."""
