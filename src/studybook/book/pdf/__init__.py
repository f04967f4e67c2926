"""The book on paper: the tree through Typst into a tagged PDF, and a check of what came out."""
