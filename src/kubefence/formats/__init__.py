"""Forms of texts, such as names, addresses and quantities: a text in, what is wrong with it out. Nothing of rules."""
