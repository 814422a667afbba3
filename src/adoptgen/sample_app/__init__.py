"""Tideline, a small CRM of our own: what walkthroughs are recorded from and tests drive."""
