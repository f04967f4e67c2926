"""The terms of the glossary: read from its tables, and explained where pages use them."""
