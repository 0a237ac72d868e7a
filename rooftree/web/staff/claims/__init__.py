"""Pages about what systems say: what we believed on two days, and what is sent to be mended at its source."""
