"""Documents of others: opened as text with places, in a child process with limits."""

from guatu.adapters.documents.apart import read_apart
from guatu.adapters.documents.opening import open_document
from guatu.adapters.documents.page_pictures import media_of, page_picture

__all__ = ["media_of", "open_document", "page_picture", "read_apart"]
