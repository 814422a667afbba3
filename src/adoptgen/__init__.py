"""adoptgen: from one catalog in git to training people use, and to evidence that they do."""

__version__ = "0.1.0"
