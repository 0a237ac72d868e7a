"""What a requirement is, what a system can and does hold of it, what is a gap, how a need is worked on."""
