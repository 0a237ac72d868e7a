"""Text into typed values, and keys from values, as column expressions: what cannot be read becomes null,
never a guess. Knows nothing of housing; the sources' standardising decides what is asked for."""
