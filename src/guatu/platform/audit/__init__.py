"""The audit chain: append-only, hash-linked, written in the transaction of the act itself."""
