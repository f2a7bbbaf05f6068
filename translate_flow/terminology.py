"""Recognise terms of a glossary in a text."""
