"""Rows of people made comparable: every value in one form, and what says nothing about a person taken out."""
