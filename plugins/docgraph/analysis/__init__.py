"""Queries over a doc graph that rules, reports and pages share."""
