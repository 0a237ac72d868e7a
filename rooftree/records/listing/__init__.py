"""What a list of records is (its columns, filters and order, as data), and the one way of reading any of
them, live or as known on a day; knows no page and no particular list. Serves R2, R11 and R13. The lists stand
in each subject's `listing`, their pages in web/staff/lists. To add one: a `List`, a line in desk/lists.py."""
