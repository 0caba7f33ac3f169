"""The setting `people`, with which docgraph reads people from existing files, such as CODEOWNERS."""
