"""Documents as they are: the settings by which files without a kind of ours are read as records."""
