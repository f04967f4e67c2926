"""studybook: what makes pages learnable, on the site and offline."""
