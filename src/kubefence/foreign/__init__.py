"""Documents that are no objects of the API: which format they have, and what is said of them."""
