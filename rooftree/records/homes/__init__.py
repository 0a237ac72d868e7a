"""Sites, blocks, homes, their addresses, components, certificates and hazards (R11). Pages: /homes/."""
