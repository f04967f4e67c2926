"""The questions as a deck for Anki: a note for each question, follow-up and item, its back from the finished page."""
