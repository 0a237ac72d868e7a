"""Pages on which staff write notes and tasks, and see what needs them: `/work/`, `/notes/…`, `/tasks/…`."""
