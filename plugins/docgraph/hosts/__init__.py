"""Where docgraph meets the world: the command line, the file system, the clock, and the site generators."""
