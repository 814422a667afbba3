"""Plan to tree: fingerprints, ledger, executor, writer, explanation."""
