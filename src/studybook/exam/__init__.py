"""A paper of a mock interview as PDF: the questions in one file, how to mark them in another."""
