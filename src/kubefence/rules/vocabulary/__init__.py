"""Checks that many rules are written with: of a value, a mapping, a list, in some versions only."""
