"""Projects on disk: configuration, files and caches. Knows neither MkDocs nor the command line."""
