"""What the objects of a page have to do with each other: names, keys, labels, ports that lead from one to another."""
