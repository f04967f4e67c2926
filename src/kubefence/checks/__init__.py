"""What is asked of a page or a document as a whole, and how problems in values become findings at places."""
