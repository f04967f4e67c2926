"""What helps to learn the pages: the questions as data, and what is made of them."""
