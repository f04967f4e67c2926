"""Rules that compare the objects of one stream: what one selects, names or scales has to be there."""
