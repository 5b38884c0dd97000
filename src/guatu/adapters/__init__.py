"""Engines, sheets and documents of others, each behind a plain value."""
