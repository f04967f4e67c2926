"""The book: the pages of the site as one PDF or EPUB."""
