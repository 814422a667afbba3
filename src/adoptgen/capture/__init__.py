"""A live application to a capture bundle."""
