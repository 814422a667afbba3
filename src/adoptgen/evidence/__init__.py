"""Imports to facts; one file per import format."""
