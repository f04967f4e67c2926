"""Commands of a page: what a line of kubectl or helm says, and whether the programs would take it."""
