"""A plan run over Parquet files, in an engine that can reach nothing else. Needs DuckDB alone."""
