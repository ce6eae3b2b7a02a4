"""Answers in the forms of other systems."""
