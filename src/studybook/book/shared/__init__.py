"""What every edition is made from: the tree of a book, how pages become it, and what all say in the same words."""
