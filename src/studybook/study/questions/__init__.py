"""Questions are data: read from the pages, judged, and published for everything that is derived from them."""
