"""The page of any list: what its address asks, its filters and chips, its table, its files, saved views, and
work on many rows at once. Knows no particular list. To give one a page: in web/staff/lists `list_page(LIST,
roles, drawing=…)`, a route of the list's name, and its line in desk/lists.py, which its files need too."""
