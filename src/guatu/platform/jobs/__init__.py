"""Jobs in the database: queued with what caused them, taken once, taken back from the dead."""
