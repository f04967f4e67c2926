"""Pages as CommonMark reads them, with the habits of sites that are not made by MkDocs."""
