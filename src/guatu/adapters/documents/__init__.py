"""Documents of others: opened as text with places, in a child process with limits."""

from guatu.adapters.documents.apart import read_apart
from guatu.adapters.documents.opening import open_document

__all__ = ["open_document", "read_apart"]
