"""What an excerpt leaves open: marks that something is left out, and placeholders for values that a reader knows.

`signs` has the spellings. `excerpt` goes through the lines of a text, puts something in the place of each sign that a
parser would stumble over, of the same width, so that no position moves, and remembers where signs stood. Once the text
is read, `settling` puts back what was written, and `openings` finds the mappings and lists in which something is left
out. What comes of it is the `kubefence.yamldoc.document.Gaps` of a document.
"""
