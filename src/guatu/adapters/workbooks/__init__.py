"""Workbooks for people: tables that are filled in, corrected, and sent back."""

from guatu.adapters.workbooks.writing import Column, Kind, Table, workbook_of

__all__ = ["Column", "Kind", "Table", "workbook_of"]
