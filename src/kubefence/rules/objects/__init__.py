"""Metadata of every kind, and the kinds that are little more than metadata."""
