"""Tables: their rows, numbered pages, and the script that filters and sorts them."""
