"""Publishing a night, and deciding about tables that it held back."""
