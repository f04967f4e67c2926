"""The plugin for MkDocs and ProperDocs: the proof, the seal, publishing all at once, findings in the page."""
