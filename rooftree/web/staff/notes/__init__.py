"""Pages on which staff write notes and tasks and their own work: `/your-work/`, `/notes/…`, `/tasks/…`."""
