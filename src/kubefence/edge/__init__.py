"""Where the engine meets the world: files, the command, its cache, settings, MkDocs."""
