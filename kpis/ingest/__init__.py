"""From a file of any shape to rows fit to be stored. Knows files, not the database."""
