"""The book for readers that flow the text: the tree as EPUB 3."""
