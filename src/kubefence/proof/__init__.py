"""What readers of a site see of the proof: a mark below each block, whole examples as files, a page about all."""
