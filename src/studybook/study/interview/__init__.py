"""A mock interview: which questions make a paper."""
