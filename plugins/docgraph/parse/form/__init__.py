"""The template form: fields written into a body under labels and headings."""
