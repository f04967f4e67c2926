"""One file for each way to write a report, and one table of them."""
