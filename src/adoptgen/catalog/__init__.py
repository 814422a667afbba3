"""Files to Catalog: reading with positions, linking, checking, translating, Markdown."""
