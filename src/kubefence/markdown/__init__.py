"""Pages: front matter, included snippets, fences and their options; text in, blocks with their places out."""
