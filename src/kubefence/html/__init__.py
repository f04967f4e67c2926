"""HTML as a browser reads it: what a page may have, what it loads, where in the source a piece of it stands."""
