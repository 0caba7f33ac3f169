"""Projects on disk: configuration, files and caches. Does not import MkDocs or the CLI."""
