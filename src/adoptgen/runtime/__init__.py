"""JavaScript and CSS that travel inside packages, and the small linker that makes one script of its modules."""
