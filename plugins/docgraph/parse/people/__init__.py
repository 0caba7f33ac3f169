"""Reads files with people in other forms than documents."""
