"""What an agreement asks, how a month is judged, who may do what, when a file is taken. Knows no database."""
