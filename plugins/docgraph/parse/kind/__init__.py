"""Which kind a document declares, and what was probably intended where it declares none."""
