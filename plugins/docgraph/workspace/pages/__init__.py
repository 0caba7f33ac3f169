"""Pages and panels as files, for site generators that run no plugins, such as Zensical."""
