"""Paragraphs with inline codes, for documents that are XML: what DOCX and ODT have in common."""
