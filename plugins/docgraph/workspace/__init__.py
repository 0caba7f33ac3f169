"""Projects on disk: configuration, files and caches. Independent of MkDocs and the CLI."""
