"""The standards, ignorant of adoptgen; every constant names its clause."""
